import { checkProgramme } from '#lib/domain/programme/check.ts';
import type { Example } from '#lib/domain/programme/example.ts';
import type { Programme, ProgrammeFile, Version } from '#lib/domain/programme/programme.ts';
import { programmeFileSchema, versionSchema } from '#lib/domain/programme/schema.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { PlainDate } from '#lib/domain/calendar.ts';
import type { Trx } from '../db/database.ts';
import { lockDraft, type DraftRow } from './draft-queries.ts';

/** Which draft somebody was shown, and in which state. */
export interface ShownDraft {
	readonly draftId: string;
	readonly revision: number;
}

/** What a draft holds. */
export interface DraftContent {
	readonly document: Version;
	readonly examples: readonly Example[];
}

/** A draft's row whose texts are read. */
export type OpenDraft = DraftRow & { readonly content: DraftContent };

/**
 * The draft as it was shown, held to the end of the transaction. Refused: `draft-over` when it was
 * published or discarded, `changed-meanwhile` when somebody has saved it since.
 */
export async function lockOpenDraft(
	trx: Trx,
	{ draftId, revision }: ShownDraft
): Promise<OpenDraft> {
	const draft = await lockDraft(trx, draftId);
	if (!draft) throw new Refusal('not-found');
	if (draft.status !== 'open') throw new Refusal('draft-over', { became: draft.status });
	if (draft.revision !== revision)
		throw new Refusal('changed-meanwhile', { by: draft.changed_by, at: draft.changed_at });
	return { ...draft, content: readContent(draft) };
}

export function readContent(row: Pick<DraftRow, 'document' | 'examples'>): DraftContent {
	return {
		document: versionSchema.parse(JSON.parse(row.document)),
		examples: readExamples(row.examples)
	};
}

export function readExamples(text: string | null): readonly Example[] {
	return text === null ? [] : (programmeFileSchema.shape.examples.parse(JSON.parse(text)) as never);
}

/** The file that publishing checks: every published version, then the draft from its day on. */
export function fileOf(
	published: Programme | undefined,
	{ document, examples }: DraftContent,
	from: PlainDate | undefined
): ProgrammeFile {
	const [first, ...others] = [
		...(published ?? []).map((version) => version.document),
		from === undefined ? document : { ...document, from }
	];
	return {
		schemaVersion: 1,
		name: { en: 'Programme' },
		versions: [first ?? document, ...others],
		examples
	};
}

/** What stands against the draft, with pointers into `version` and `examples`. */
export function problemsOf(file: ProgrammeFile) {
	const checked = checkProgramme(file);
	const own = `/versions/${file.versions.length - 1}`;
	return checked.ok
		? []
		: checked.problems.map(({ pointer, message }) => ({
				pointer: pointer.startsWith(`${own}/`) ? `/version${pointer.slice(own.length)}` : pointer,
				message
			}));
}
