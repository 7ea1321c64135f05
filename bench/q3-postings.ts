import Sqlite from 'better-sqlite3';
import path from 'node:path';
import { adjustPoints } from '#lib/server/ledger/adjust-points.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { buildHotel, stayOf, type Hotel } from './lib/hotel.ts';
import { figureOf, type Figure } from './lib/result.ts';
import { ratios, type Side } from './lib/rounds.ts';

const slice_ms = 3_000;
const warmup_ms = 10_000;

/**
 * Durable postings through use-cases, one a transaction, against a raw one-row insert in its own
 * transaction into a plain table on the same disk; both sync every commit. The figure is that of the
 * use-case with everything a posting can have (id seen before, lots, audit, notice); stays that come
 * one by one leave twice the rows and are reported beside it.
 */
export async function measure(): Promise<Figure[]> {
	const hotel = await buildHotel({ members: 2_000 });
	const raw = openRaw(hotel);
	try {
		const inserts = insertSide(raw);
		const adjustments = adjustmentSide(hotel);
		const stays = staySide(hotel);
		await warmUp(adjustments, stays, inserts);
		const name = 'Q3 postings ÷ raw inserts (SQLite)';
		const posted = await ratios(adjustments, inserts);
		const stayed = await ratios(stays, inserts);
		return [
			await figureOf(name, '>= 0.30', posted, noteOn('adjustPoints, 10 points given or taken')),
			await figureOf(
				'Q3 stays one by one ÷ raw inserts (SQLite)',
				'reported',
				stayed,
				noteOn('recordStays, one new stay a call')
			)
		];
	} finally {
		raw.close();
		await hotel.remove();
	}
}

function noteOn(useCase: string): string {
	return `${useCase}, 2,000 members in turn; synchronous = FULL on both`;
}

function adjustmentSide(hotel: Hotel): Side {
	const clerk = { kind: 'staff', id: 'bench' } as const;
	let done = 0;
	return {
		name: 'postings/s',
		measure: () =>
			perSecond(async () => {
				const member = hotel.members[done % hotel.members.length]!;
				const points = Math.floor(done / hotel.members.length) % 2 ? -10 : 10;
				const command = { source: 'bench', id: `adjust-${done}`, memberId: member.id };
				done += 1;
				await adjustPoints(hotel.db, { ...command, points, why: 'bench' }, clerk, hotel.now);
			})
	};
}

function staySide(hotel: Hotel): Side {
	let done = 0;
	return {
		name: 'stays/s',
		measure: () =>
			perSecond(async () => {
				const member = done % hotel.members.length;
				const stay = stayOf(hotel, member, Math.floor(done / hotel.members.length));
				done += 1;
				const [result] = await recordStays(hotel.db, [stay], hotel.now);
				if (result?.outcome !== 'created') throw new Error(JSON.stringify(result));
			})
	};
}

function insertSide(raw: Sqlite.Database): Side {
	let done = 0;
	const insert = raw.prepare('insert into raw (id, member, points, at) values (?, ?, ?, ?)');
	const begin = raw.prepare('begin immediate');
	const commit = raw.prepare('commit');
	return {
		name: 'inserts/s',
		measure: () =>
			perSecond(() => {
				begin.run();
				insert.run(`raw-${done++}`, 'member', 1_234, '2026-01-01T00:00:00.000Z');
				commit.run();
			})
	};
}

async function warmUp(...sides: readonly Side[]): Promise<void> {
	for (const until = performance.now() + warmup_ms; performance.now() < until;)
		for (const side of sides) await side.measure();
}

async function perSecond(act: () => void | Promise<void>): Promise<number> {
	const start = performance.now();
	let count = 0;
	for (; performance.now() - start < slice_ms; count++) await act();
	return (count * 1000) / (performance.now() - start);
}

function openRaw(hotel: Hotel): Sqlite.Database {
	const db = new Sqlite(path.join(hotel.dataDir, 'raw.sqlite'));
	db.pragma('journal_mode = WAL');
	db.pragma('synchronous = FULL');
	db.exec('create table raw (id text primary key, member text, points integer, at text)');
	return db;
}
