import { dateIn, type Instant, type PlainDate } from '#lib/domain/calendar.ts';
import {
	versionOn,
	type Programme,
	type PublishedVersion
} from '#lib/domain/programme/programme.ts';
import { versionSchema } from '#lib/domain/programme/schema.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Reader } from '../db/database.ts';
import { listVersions, type VersionRow } from './queries.ts';

/** The published programme; refused with `no-programme` where nothing is published yet. */
export async function readProgramme(reader: Reader): Promise<Programme> {
	const programme = await findProgramme(reader);
	if (!programme) throw new Refusal('no-programme');
	return programme;
}

export async function findProgramme(reader: Reader): Promise<Programme | undefined> {
	const rows = await listVersions(reader);
	return rows.length === 0 ? undefined : parsed(rows);
}

/** The calendar date that now is in the programme's time zone. */
export function todayIn(programme: Programme, now: Instant): PlainDate {
	const { timeZone } = versionOn(programme, now.slice(0, 10)).document;
	return dateIn(timeZone, now);
}

/** Today in the published programme's time zone. */
export async function readToday(reader: Reader, now: Instant): Promise<PlainDate> {
	return todayIn(await readProgramme(reader), now);
}

// A pure function of the texts, remembered: equal texts give the same programme, wherever they lie.
const remembered = new Map<string, Programme>();
const remembered_max = 8;

function parsed(rows: readonly VersionRow[]): Programme {
	const text = rows.map((row) => `${row.number} ${row.effective_from} ${row.document}`).join('\n');
	const known = remembered.get(text);
	if (known) return known;
	const [first, ...others] = rows.map(toVersion);
	if (!first) throw new Error('a programme has a version');
	if (remembered.size === remembered_max) remembered.clear();
	const programme: Programme = [first, ...others];
	remembered.set(text, programme);
	return programme;
}

function toVersion(row: VersionRow): PublishedVersion {
	return {
		number: row.number,
		from: row.effective_from,
		document: versionSchema.parse(JSON.parse(row.document))
	};
}
