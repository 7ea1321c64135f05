import {
	addDays,
	dateIn,
	startOfDayIn,
	type Instant,
	type PlainDate
} from '#lib/domain/calendar.ts';
import {
	versionOn,
	type Programme,
	type PublishedVersion
} from '#lib/domain/programme/programme.ts';
import { versionSchema } from '#lib/domain/programme/schema.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { databaseOf, type Reader } from '../db/database.ts';
import { findNewest, listVersions, type VersionRow } from './queries.ts';

/** The published programme; refused with `no-programme` where nothing is published yet. */
export async function readProgramme(reader: Reader): Promise<Programme> {
	const programme = await findProgramme(reader);
	if (!programme) throw new Refusal('no-programme');
	return programme;
}

export async function findProgramme(reader: Reader): Promise<Programme | undefined> {
	const newest = await findNewest(reader);
	if (!newest) return undefined;
	const database = databaseOf(reader);
	const read = lastRead.get(database);
	if (read?.number === newest.number && read.publishedAt === newest.published_at)
		return read.programme;
	const programme = parsed(await listVersions(reader));
	lastRead.set(database, { ...newest, publishedAt: newest.published_at, programme });
	return programme;
}

interface Read {
	readonly number: number;
	readonly publishedAt: Instant;
	readonly programme: Programme;
}

// Published versions are only ever added, so what was read stays right until there is a newer one.
const lastRead = new WeakMap<object, Read>();

/** The calendar date that now is in the programme's time zone. */
export function todayIn(programme: Programme, now: Instant): PlainDate {
	const { timeZone } = versionOn(programme, now.slice(0, 10)).document;
	let day = days.get(timeZone);
	if (!day || now < day.begins || now >= day.ends) days.set(timeZone, (day = dayIn(timeZone, now)));
	return day.date;
}

interface Day {
	readonly date: PlainDate;
	readonly begins: Instant;
	readonly ends: Instant;
}

// A pure function, remembered for the day that was asked for last: asking a time zone is slow.
const days = new Map<string, Day>();

function dayIn(timeZone: string, now: Instant): Day {
	const date = dateIn(timeZone, now);
	const ends = startOfDayIn(timeZone, addDays(date, 1));
	return { date, begins: startOfDayIn(timeZone, date), ends };
}

/** Today in the published programme's time zone; in UTC while nothing is published. */
export async function readToday(reader: Reader, now: Instant): Promise<PlainDate> {
	const programme = await findProgramme(reader);
	return programme ? todayIn(programme, now) : now.slice(0, 10);
}

/** The classes of houses that the version in force today knows; undefined while nothing is published. */
export async function listBrands(
	reader: Reader,
	now: Instant
): Promise<readonly string[] | undefined> {
	const programme = await findProgramme(reader);
	return programme && versionOn(programme, todayIn(programme, now)).document.brands;
}

function parsed(rows: readonly VersionRow[]): Programme {
	const [first, ...others] = rows.map(toVersion);
	if (!first) throw new Error('a programme has a version');
	return [first, ...others];
}

function toVersion(row: VersionRow): PublishedVersion {
	return {
		number: row.number,
		from: row.effective_from,
		document: versionSchema.parse(JSON.parse(row.document))
	};
}
