import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import { diffVersions } from '#lib/domain/programme/diff.ts';
import { withFields } from '#lib/domain/programme/draft.ts';
import { same } from '#lib/domain/programme/same.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { recordAct, type Actor } from '../audit/queries.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { lockOpenDraft, type DraftContent, type OpenDraft, type ShownDraft } from './draft.ts';
import { setDraftDate, writeRevision } from './draft-queries.ts';
import { nextOf } from './publish.ts';
import { readProgramme } from './read-programme.ts';

export interface DraftForm extends ShownDraft {
	readonly fields: Readonly<Record<string, string | undefined>>;
	/** The day it is planned for, where one was chosen. */
	readonly from?: PlainDate | undefined;
	/** The languages that names can be given in. */
	readonly locales: readonly string[];
}

/**
 * Keeps what the form holds; true when that changed something. Refused: `invalid` with the problem of
 * each field, `version-date-past`, `version-date-taken`, `draft-over`, `changed-meanwhile`.
 */
export async function saveDraft(
	db: Db,
	form: DraftForm,
	actor: Actor,
	now: Instant
): Promise<boolean> {
	return transact(db, async (trx) => {
		const draft = await lockOpenDraft(trx, form);
		const made = withFields(draft.content.document, form.fields, form.locales);
		if (!made.ok) throw new Refusal('invalid', made.problems);
		if (form.from !== undefined && form.from !== draft.from_on) {
			nextOf(await readProgramme(trx), made.document, form.from, now);
			await setDraftDate(trx, draft.id, form.from);
		}
		return reviseDraft(trx, draft, { ...draft.content, document: made.document }, actor, now);
	});
}

/** Keeps a whole document with its examples. Refused: `draft-over`, `changed-meanwhile`. */
export async function saveDraftDocument(
	db: Db,
	shown: ShownDraft,
	content: DraftContent,
	actor: Actor,
	now: Instant
): Promise<boolean> {
	return transact(db, async (trx) => {
		const draft = await lockOpenDraft(trx, shown);
		return reviseDraft(trx, draft, content, actor, now);
	});
}

/** The draft's next revision; false where nothing is other than it was. */
export async function reviseDraft(
	trx: Trx,
	draft: OpenDraft,
	content: DraftContent,
	actor: Actor,
	now: Instant
): Promise<boolean> {
	const changes = diffVersions(draft.content.document, content.document);
	const examplesChanged = !same(draft.content.examples, content.examples);
	if (changes.length === 0 && !examplesChanged) return false;
	const revision = draft.revision + 1;
	await writeRevision(trx, {
		...draft,
		revision,
		document: JSON.stringify(content.document),
		examples: JSON.stringify(content.examples),
		changed_at: now,
		changed_by: actor.id
	});
	await recordAct(
		trx,
		{
			actor,
			act: 'programme-draft-saved',
			subject: { kind: 'programme-draft', id: draft.id },
			facts: { revision, changes: JSON.stringify(changes), examplesChanged }
		},
		now
	);
	return true;
}
