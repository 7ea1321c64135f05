import { expect, test } from 'vitest';
import { transact } from '#lib/server/db/transact.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { addVersion } from '#lib/server/surveys/queries.ts';
import { readResults } from '#lib/server/surveys/read-results.ts';
import { submitResponse } from '#lib/server/surveys/submit-response.ts';
import { branched } from './branched-survey.ts';
import { onBothDatabases } from './databases.ts';
import { build, enrol, plainVersion, publish, stayOf } from './model/house.ts';
import { askAbout } from './survey-people.ts';

const now = '2025-04-01T09:00:00.000Z';

onBothDatabases((open) => {
	/** A house whose guests have said all of these, each about a stay of their own. */
	async function said(...all: Record<string, string>[]) {
		const db = await open();
		await publish(db, plainVersion);
		await build(db, ['CITY', 'COAST']);
		const survey = { ...branched, id: 'hotel-index' };
		await transact(db, (trx) =>
			addVersion(trx, {
				...{ survey_id: survey.id, version: 1, document: JSON.stringify(survey) },
				...{ published_at: now, published_by: 'test', judgements: null }
			})
		);
		const people = await enrol(db, all.length);
		for (const [at, answers] of all.entries()) {
			const who = people[at]!;
			const dates = { arrival: '2025-03-30', departure: '2025-03-31' };
			const stay = stayOf(who, { ...dates, updatedAt: '2025-03-31T12:00:00.000Z' });
			const [recorded] = await recordStays(db, [stay], now, { quiet: true });
			if (!recorded || !('stayId' in recorded)) throw new Error('no stay');
			const { token } = await askAbout(db, who.id, recorded.stayId, now);
			await submitResponse(db, { token }, answers, now);
		}
		return db;
	}

	test('H5: each item lies in the field of its weight among its siblings and of what guests say', async () => {
		const db = await said(
			{ dined: 'a', bed: '2', quiet: '3', taste: '10' },
			{ dined: 'c', bed: '1', quiet: '1', taste: '1' }
		);
		const { importance } = await readResults(db, {}, now);
		const found = importance.map(({ id, of, times, mean, field, small }) => [
			...[id, of?.en, times, Number(mean.score.toFixed(3)), mean.n, field, small]
		]);
		expect(found).toEqual([
			// Room: (0.75 · 4 + 0.25 · 10 = 5.5; 0.75 · 2 + 0.25 · 7.333 = 3.333) / 2.
			['room', undefined, 1, 4.417, 2, 'fix-first', true],
			['food', undefined, 1, 10, 1, 'keep', true],
			['bed', 'Room', 1.5, 3, 2, 'fix-first', true],
			['quiet', 'Room', 0.5, 8.667, 2, 'chance', true],
			// Whoever ate elsewhere is not counted, though an answer is kept.
			['taste', 'Food', 1, 10, 1, 'keep', true]
		]);
	});

	test('H5: the chart is narrowed by house, tier and period', async () => {
		const db = await said({ bed: '5' });
		const points = async (filters: Record<string, string>) =>
			(await readResults(db, filters, now)).importance.length;
		const [{ tier } = { tier: null }] = await db
			.selectFrom('survey_response')
			.select('tier')
			.execute();
		expect(tier).not.toBeNull();
		expect(await points({ tier: tier ?? '' })).toBe(2);
		expect(await points({ tier: 'nobody' })).toBe(0);
		expect(await points({ property: 'CITY' })).toBe(2);
		expect(await points({ property: 'COAST' })).toBe(0);
		expect(await points({ period: '1' })).toBe(2);
	});
});
