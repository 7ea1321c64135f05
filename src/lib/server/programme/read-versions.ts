import { addDays, type Instant } from '#lib/domain/calendar.ts';
import { diffVersions } from '#lib/domain/programme/diff.ts';
import { versionOn, type Programme } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type {
	Doer,
	ProgrammeView,
	VersionLineView,
	VersionView
} from '#lib/domain/views/programme.ts';
import type { Reader } from '../db/database.ts';
import { listStaffNames } from '../staff/name-queries.ts';
import { readContent } from './draft.ts';
import { findOpenDraft, type DraftRow } from './draft-queries.ts';
import { listVersionLines, type VersionLine } from './queries.ts';
import { findProgramme, readProgramme, todayIn } from './read-programme.ts';

/** Every version with what it changed, and the draft that is open. */
export async function readProgrammePage(reader: Reader, now: Instant): Promise<ProgrammeView> {
	const programme = await findProgramme(reader);
	const draft = await findOpenDraft(reader);
	if (!programme) return { versions: [], draft: draft && (await readFirstDraft(reader, draft)) };
	const newest = programme.at(-1) ?? programme[0];
	const versions = await readLines(reader, programme, now, draft ? [draft.changed_by] : []);
	return {
		versions: versions.lines.toReversed(),
		draft: draft && {
			by: versions.doer(draft.changed_by),
			changedAt: draft.changed_at,
			changes: diffVersions(newest.document, readContent(draft).document).length
		}
	};
}

/** There is nothing yet that it could be different from. */
async function readFirstDraft(reader: Reader, { changed_at, changed_by }: DraftRow) {
	const doer = await readDoers(reader, [changed_by]);
	return { by: doer(changed_by), changedAt: changed_at, changes: 0 };
}

/** One version, whole. Refused: `not-found`, `no-programme`. */
export async function readVersionPage(
	reader: Reader,
	number: number,
	now: Instant
): Promise<VersionView> {
	const programme = await readProgramme(reader);
	const at = programme.findIndex((version) => version.number === number);
	const { lines } = await readLines(reader, programme, now, []);
	const version = programme[at];
	const line = lines[at];
	if (!version || !line) throw new Refusal('not-found');
	const next = programme[at + 1];
	return { line, to: next && addDays(next.from, -1), document: version.document };
}

async function readLines(
	reader: Reader,
	programme: Programme,
	now: Instant,
	others: readonly string[]
): Promise<{ lines: VersionLineView[]; doer: (id: string) => Doer }> {
	const rows = new Map((await listVersionLines(reader)).map((row) => [row.number, row]));
	const doer = await readDoers(reader, [...others, ...[...rows.values()].map(byWhom)]);
	const inForce = versionOn(programme, todayIn(programme, now)).number;
	const lines = programme.flatMap(({ number, from, document }, at): VersionLineView[] => {
		const row = rows.get(number);
		const before = programme[at - 1];
		return row
			? [
					{
						number,
						from,
						publishedAt: row.publishedAt,
						by: doer(row.publishedBy),
						state: stateOf(number, inForce),
						changes: before ? diffVersions(before.document, document) : []
					}
				]
			: [];
	});
	return { lines, doer };
}

/** Names for ids of the staff; of the command line and jobs the id is all there is. */
export async function readDoers(
	reader: Reader,
	ids: readonly string[]
): Promise<(id: string) => Doer> {
	const names = await listStaffNames(reader, ids);
	return (id) => ({ id, name: names.get(id) });
}

function stateOf(number: number, inForce: number): VersionLineView['state'] {
	if (number === inForce) return 'in-force';
	return number > inForce ? 'upcoming' : 'over';
}

const byWhom = ({ publishedBy }: VersionLine) => publishedBy;
