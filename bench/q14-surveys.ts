import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { Db } from '#lib/server/db/database.ts';
import { openDatabase } from '#lib/server/db/open.ts';
import { readResponses } from '#lib/server/surveys/read-responses.ts';
import { readResults } from '#lib/server/surveys/read-results.ts';
import { readScores } from '#lib/server/surveys/read-scores.ts';
import { readWords } from '#lib/server/surveys/read-words.ts';
import { buildHotel, type Hotel } from './lib/hotel.ts';
import { repeatHistory } from './lib/longer-history.ts';
import { figureOf, type Figure } from './lib/result.ts';
import { ratiosOf, type SideOf } from './lib/rounds.ts';
import { answerThem, houses, recordAskedStays } from './lib/survey-history.ts';

const times = 10;
/** Of the shorter history; the longer one is as many months longer for each time more. */
const months = 6;
const history = { days: 182, asked: 8_000, answered: 5_000 };
const slice_ms = 500;
const warmup_ms = 4_000;

const period = { period: '3' };
const byDate = { sort: 'date', descending: true, offset: 0, limit: 25 } as const;

/** What managers read of surveys, each a page with all its statements. */
const pages = {
	dashboard: (db: Db, now: string) => readResults(db, period, now),
	'dashboard of a house': (db: Db, now: string) =>
		readResults(db, { ...period, property: houses[1]!, tier: 'member' }, now),
	scores: (db: Db, now: string) => readScores(db, period, now),
	words: (db: Db, now: string) => readWords(db, period, now),
	responses: (db: Db, now: string) => readResponses(db, { ...byDate, filters: period }, now),
	'responses of a theme': (db: Db, now: string) =>
		readResponses(db, { ...byDate, filters: { ...period, theme: 'breakfast' } }, now)
};
type Page = keyof typeof pages;
const names = Object.keys(pages) as Page[];

/**
 * How much longer the pages of surveys take over 50,000 responses than over 5,000. The longer history
 * ends with the very responses of the shorter one, so that the same period holds the same ones, and
 * the pages must be equal; beside it, reported, one where the period holds ten times as many itself.
 */
export async function measure(): Promise<Figure[]> {
	const hotel = await buildHotel({ members: 3_000 });
	const folders = ['few', 'many', 'dense'].map((name) => `${hotel.dataDir}-${name}`);
	try {
		const stays = await recordAskedStays(hotel, history);
		const [few, many, dense] = (await Promise.all(folders.map((one) => copyOf(hotel, one)))) as [
			...[few: Db, many: Db, dense: Db]
		];
		await answerThem(hotel, stays, history);
		// The shorter one is written in the same way, so that its pages lie as those of the others do.
		await repeatHistory(hotel.db, few, { times: 1, months });
		await repeatHistory(hotel.db, many, { times, months });
		await repeatHistory(hotel.db, dense, { times, months: 0 });
		const held = await mustBeEqual({ few, many, dense }, hotel.now);

		const sides = {
			few: sideOf('5,000', few, hotel.now),
			many: sideOf('50,000', many, hotel.now),
			dense: sideOf('50,000 in the time of 5,000', dense, hotel.now)
		};
		for (const side of Object.values(sides)) await warmUp(side);
		const longer = await ratiosOf(names, sides.many, sides.few);
		const fuller = await ratiosOf(names, sides.dense, sides.few);
		await Promise.all([few, many, dense].map((db) => db.destroy()));
		const note = `SQLite, processor time; the three months hold the same ${held} responses on both sides`;
		const busy = `SQLite, processor time; the three months hold ${times * held} responses ÷ ${held}`;
		return [
			...(await figuresOf('50,000 ÷ 5,000', '<= 2', longer, note)),
			...(await figuresOf('10 × in the period', 'reported', fuller, busy))
		];
	} finally {
		await hotel.remove();
		for (const folder of folders) rmSync(folder, { recursive: true, force: true });
	}
}

function figuresOf(
	what: string,
	goal: string,
	measured: Awaited<ReturnType<typeof ratiosOf<Page>>>,
	note: string
): Promise<Figure[]> {
	return Promise.all(
		names.map((page) => figureOf(`Q14 ${page}, ${what}`, goal, measured[page], note))
	);
}

/**
 * Processor time a page, each read again and again for a while: SQLite answers within this process, and the
 * file lies in memory after the first time, so what else runs on the machine does not count.
 */
function sideOf(name: string, db: Db, now: string): SideOf<Page> {
	const measured = async (): Promise<Record<Page, number>> => {
		const spent: [Page, number][] = [];
		for (const page of names) {
			const until = performance.now() + slice_ms;
			const before = process.cpuUsage();
			let count = 0;
			for (; performance.now() < until; count++) await pages[page](db, now);
			const { user, system } = process.cpuUsage(before);
			spent.push([page, (user + system) / count]);
		}
		return Object.fromEntries(spent) as Record<Page, number>;
	};
	return { name, measure: measured };
}

async function warmUp(side: SideOf<Page>): Promise<void> {
	for (const until = performance.now() + warmup_ms; performance.now() < until;)
		await side.measure();
}

async function copyOf(hotel: Hotel, folder: string): Promise<Db> {
	await sql`pragma wal_checkpoint(truncate)`.execute(hotel.db);
	const file = 'stayward.sqlite';
	cpSync(path.join(hotel.dataDir, file), path.join(folder, file));
	return openDatabase({ dataDir: folder });
}

/** As many as are said, and of the period the same on every page; returns how many that holds. */
async function mustBeEqual(
	{ few, many, dense }: Readonly<Record<'few' | 'many' | 'dense', Db>>,
	now: string
): Promise<number> {
	for (const [db, wanted] of [
		[few, 1],
		[many, times],
		[dense, times]
	] as const) {
		const { asked } = await readResults(db, {}, now);
		const { list } = await readResponses(db, { ...byDate, filters: {} }, now);
		const answered = history.answered * wanted;
		if (asked.submitted !== answered || list.total !== answered)
			throw new Error(`${asked.submitted} in sums of ${list.total} responses, not ${answered}`);
	}
	for (const page of names)
		if (!isDeepStrictEqual(await pages[page](few, now), await pages[page](many, now)))
			throw new Error(`over a longer history, ${page} says something else of the period`);
	return (await pages.responses(few, now)).list.total;
}
