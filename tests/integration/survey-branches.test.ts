import { expect, test } from 'vitest';
import type { OpenSurvey } from '#lib/domain/views/survey.ts';
import type { Db } from '#lib/server/db/database.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { readSurvey } from '#lib/server/surveys/read-survey.ts';
import { saveAnswers } from '#lib/server/surveys/save-answers.ts';
import { submitResponse } from '#lib/server/surveys/submit-response.ts';
import { branched } from './branched-survey.ts';
import { onBothDatabases } from './databases.ts';
import { build, enrol, plainVersion, publish, stayOf } from './model/house.ts';
import { askAbout } from './survey-people.ts';

const now = '2025-04-01T09:00:00.000Z';
onBothDatabases((open) => {
	async function asked() {
		const db = await open();
		await publish(db, plainVersion);
		await build(db, ['CITY']);
		const [ada] = await enrol(db, 1);
		const stay = stayOf(ada!, {
			arrival: '2025-03-30',
			departure: '2025-03-31',
			updatedAt: '2025-03-31T12:00:00.000Z'
		});
		const [recorded] = await recordStays(db, [stay], now, { quiet: true });
		if (!recorded || !('stayId' in recorded)) throw new Error('no stay');
		return { db, who: await askAbout(db, ada!.id, recorded.stayId, now, { survey: branched }) };
	}

	type Who = Awaited<ReturnType<typeof asked>>['who'];
	const at = async (db: Db, { token }: Who, step?: number) =>
		(await readSurvey(db, { token }, step, now)) as OpenSurvey;
	const say = (db: Db, { token }: Who, answers: Record<string, string>) =>
		saveAnswers(db, { token }, answers, now);
	const submitted = async (db: Db, { token }: Who) => {
		await submitResponse(db, { token }, {}, now);
		const row = db.selectFrom('survey_response').select(['index_micro', 'recommend']);
		return row.executeTakeFirstOrThrow();
	};

	test('H1: a part that is not asked is no step, and comes back with the answer that it had', async () => {
		const { db, who } = await asked();
		const steps = async () => (await at(db, who)).steps.map(({ nr }) => nr);
		expect(await steps()).toEqual([1, 2, 4]);
		await say(db, who, { dined: 'a', taste: '10' });
		expect(await steps()).toEqual([1, 2, 3, 4]);
		expect((await at(db, who, 3)).questions).toMatchObject([{ id: 'taste', value: '10' }]);
		await say(db, who, { dined: 'c' });
		expect(await steps()).toEqual([1, 2, 4]);
		// Gone to by its number it is passed by.
		expect((await at(db, who, 3)).questions[0]?.id).toBe('used');
		await say(db, who, { dined: 'b' });
		expect((await at(db, who, 3)).questions).toMatchObject([{ id: 'taste', value: '10' }]);
	});

	test('H1 H4: what another branch hides is kept aside and not counted; other scales go from 2 to 10', async () => {
		const { db, who } = await asked();
		await say(db, who, {
			dined: 'a',
			bed: '5',
			quiet: '-3',
			taste: '1',
			recommend: '3',
			why: 'Loud.'
		});
		await say(db, who, { dined: 'c' });
		// Bed 10 · 0.75 + quiet 2 · 0.25; the food is not asked.
		expect(await submitted(db, who)).toEqual({ index_micro: 8_000_000, recommend: 3 });
		const kept = await db
			.selectFrom('survey_answer')
			.select('item')
			.where('item', '=', 'taste')
			.execute();
		expect(kept).toHaveLength(1);
	});

	test('H4: seven words and ten steps are as far apart as five', async () => {
		const { db, who } = await asked();
		await say(db, who, { dined: 'a', bed: 'none', quiet: '0', taste: '10' });
		// Room: the middle of the words is 6; food: 10; both weigh half.
		expect((await submitted(db, who)).index_micro).toBe(8_000_000);
	});

	test('H1: a question of the same step that hangs on an answer comes along with its condition', async () => {
		const { db, who } = await asked();
		const last = (await at(db, who, 4)).questions;
		expect(last.map(({ id }) => id)).toEqual(['used', 'recommend', 'why']);
		expect(last[2]?.when?.question).toBe('recommend');
		expect(last[1]?.when).toBeUndefined();
	});

	test('H1: what no choice, word or step of a question is, is refused, and nothing is kept', async () => {
		const { db, who } = await asked();
		for (const [item, value] of [
			['used', 'b a'],
			['used', 'd'],
			['used', 'a a'],
			['dined', 'a b'],
			['quiet', '4'],
			['quiet', '-4'],
			['taste', '0'],
			['taste', '11'],
			['recommend', 'none']
		] as const)
			await expect(say(db, who, { bed: '5', [item]: value })).rejects.toMatchObject({
				code: 'invalid',
				facts: { field: item }
			});
		expect(await db.selectFrom('survey_answer').select('item').execute()).toEqual([]);
	});
});
