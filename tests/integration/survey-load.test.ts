import { CompiledQuery, sql } from 'kysely';
import { expect, test } from 'vitest';
import { addMilliseconds } from '#lib/domain/calendar.ts';
import type { Db, Dialect } from '#lib/server/db/database.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { readResponses } from '#lib/server/surveys/read-responses.ts';
import { readResults } from '#lib/server/surveys/read-results.ts';
import { readScores } from '#lib/server/surveys/read-scores.ts';
import { readWords } from '#lib/server/surveys/read-words.ts';
import { submitResponse } from '#lib/server/surveys/submit-response.ts';
import { onBothDatabases } from './databases.ts';
import { build, enrol, plainVersion, publish, stayOf } from './model/house.ts';
import { answersOf, type Answer } from './statements.ts';
import { askAbout } from './survey-people.ts';

const day_ms = 86_400_000;
const now = '2025-04-01T09:00:00.000Z';
const stay = {
	...{ arrival: '2025-03-30', departure: '2025-03-31', channel: 'direct' },
	updatedAt: '2025-03-31T12:00:00.000Z'
};
const all = { location: '4', reception: '3', staff: '2', 'spend-service': '5' };
const said = [
	{ ...all, recommend: '10', comment: 'Breakfast, breakfast! And a noisy lift.' },
	{ ...all, recommend: '7', comment: 'The coffee at breakfast was cold. The lift too.' },
	{ ...all, recommend: '2', comment: '早餐很好，入住的时候有点吵。' }
];
const period = { period: '3' };
const byDate = { sort: 'date', descending: true, offset: 0, limit: 25 } as const;
const list = (db: Db, filters: Record<string, string>) =>
	readResponses(db, { ...byDate, filters }, now);

const pages: Readonly<Record<string, (db: Db) => Promise<unknown>>> = {
	results: (db) => readResults(db, period, now),
	'results of a house and tier': (db) =>
		readResults(db, { ...period, property: 'CITY', tier: 'member' }, now),
	scores: (db) => readScores(db, period, now),
	words: (db) => readWords(db, period, now),
	responses: (db) => list(db, period),
	'responses with a word': (db) => list(db, { ...period, word: 'breakfast', language: 'en' }),
	'responses of a theme': (db) => list(db, { ...period, theme: 'breakfast' })
};

onBothDatabases((open, dialect) => {
	async function house(): Promise<Db> {
		const db = await open();
		await publish(db, plainVersion);
		await build(db, ['CITY', 'COAST']);
		return db;
	}

	/** So many guests, each so many days before the one after; the last of them today. */
	async function answer(db: Db, count: number, days = 0): Promise<void> {
		const people = await enrol(db, count);
		const stays = people.map((who) => stayOf(who, stay));
		const recorded = await recordStays(db, stays, now, { quiet: true });
		for (const [at, one] of recorded.entries()) {
			if (!('stayId' in one)) throw new Error(one.outcome);
			const when = addMilliseconds(now, (at + 1 - count) * days * day_ms);
			const { token } = await askAbout(db, people[at]!.id, one.stayId, when);
			await submitResponse(db, { token }, said[at % said.length]!, when);
		}
	}

	async function loaded(db: Db): Promise<(Answer & { page: string })[]> {
		const answers: (Answer & { page: string })[] = [];
		for (const [page, read] of Object.entries(pages))
			for (const one of await answersOf(db, () => read(db))) answers.push({ page, ...one });
		return answers;
	}

	test('H4: whatever managers read of surveys loads as many rows of many responses as of few', async () => {
		const db = await house();
		const rows = async () =>
			(await loaded(db)).map(({ page, text, rows }) => `${page}: ${rows} by ${text}`);
		// More than a page of the list holds.
		await answer(db, 48);
		const few = await rows();
		await answer(db, 192);
		expect((await readResults(db, period, now)).asked.submitted).toBe(240);
		expect(await rows()).toEqual(few);
	});

	test('H4: of all that was answered only the days that are asked for are read', async () => {
		const db = await house();
		await answer(db, 60, 20);
		if (dialect === 'postgres') await sql`analyze`.execute(db);
		for (const one of await loaded(db)) {
			const plan = await planOf(db, dialect, one);
			const of = `${one.page}: ${one.text}\n${plan}`;
			expect(of).not.toMatch(/(^SCAN|Seq Scan on) (survey_|response_word)/m);
			if (dialect === 'sqlite' && one.text.includes('recursive known'))
				expect(of).toContain('survey_sum_channel');
			for (const column of ['submitted_at', 'invited_at', 'month'])
				if (one.text.includes(`"${column}" >=`)) expect(of).toMatch(foundBy(column, dialect));
		}
	});
});

function foundBy(column: string, dialect: Dialect): RegExp {
	return new RegExp(dialect === 'sqlite' ? `[( ]${column}>\\?` : `Index Cond: .*\\(${column} >=`);
}

/** The steps in which a database answers. PostgreSQL would rather read small tables from end to end. */
function planOf(db: Db, dialect: Dialect, { text, values }: Answer): Promise<string> {
	return db.transaction().execute(async (trx) => {
		if (dialect === 'postgres') await sql`set local enable_seqscan = off`.execute(trx);
		const explain = dialect === 'sqlite' ? 'explain query plan' : 'explain';
		const { rows } = await trx.executeQuery<Record<string, unknown>>(
			CompiledQuery.raw(`${explain} ${text}`, [...values])
		);
		return rows.map((row) => Object.values(row).at(-1)).join('\n');
	});
}
