import { expect, test } from 'vitest';
import { firstCuts, type Cuts } from '#lib/domain/surveys/cuts.ts';
import type { Db } from '#lib/server/db/database.ts';
import { readSetting, readSettingToEdit, saveSetting } from '#lib/server/house/settings.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { readResults } from '#lib/server/surveys/read-results.ts';
import { cuts } from '#lib/server/surveys/settings.ts';
import { submitResponse } from '#lib/server/surveys/submit-response.ts';
import { onBothDatabases } from './databases.ts';
import { build, enrol, plainVersion, publish, stayOf } from './model/house.ts';
import { askAbout } from './survey-people.ts';

const now = '2025-04-01T09:00:00.000Z';
const actor = { kind: 'staff', id: 'manager' } as const;

onBothDatabases((open) => {
	async function house() {
		const db = await open();
		await publish(db, plainVersion);
		await build(db, ['CITY']);
		return { db, people: await enrol(db, 4) };
	}

	const set = async (db: Db, change: Partial<Cuts>) => {
		const { value, revision } = await readSettingToEdit(db, cuts);
		await saveSetting(db, cuts, { value: { ...value, ...change }, revision }, actor, now);
	};

	test('H5 H6: the cuts of the chart and of cases hold from when they are saved, and who changed them is kept', async () => {
		const { db, people } = await house();
		const say = async (at: number, answers: Record<string, string>) => {
			const dates = { arrival: '2025-03-30', departure: '2025-03-31' };
			const stay = stayOf(people[at]!, { ...dates, updatedAt: '2025-03-31T12:00:00.000Z' });
			const [recorded] = await recordStays(db, [stay], now, { quiet: true });
			if (!recorded || !('stayId' in recorded)) throw new Error('no stay');
			const { token } = await askAbout(db, people[at]!.id, recorded.stayId, now);
			await submitResponse(db, { token }, answers, now);
		};
		const complaints = async () =>
			(await db.selectFrom('guest_case').select('kind').execute()).map(({ kind }) => kind);
		const fields = async () =>
			(await readResults(db, {}, now)).importance.map(({ id, field }) => [id, field]);

		// An index of 6, and a location that satisfies where 6 is enough.
		await say(0, { location: '3', recommend: '7' });
		expect(await complaints()).toEqual([]);
		expect(await fields()).toEqual([
			['surroundings', 'watch'],
			['location', 'fix-first']
		]);
		await set(db, { indexBelow: 6.1, satisfiedFrom: 6, highFrom: '1.5' });
		expect(await fields()).toEqual([
			['surroundings', 'chance'],
			['location', 'chance']
		]);
		// What was sent before is no case now; what is sent from now on is.
		expect(await complaints()).toEqual([]);
		await say(1, { location: '3', recommend: '7' });
		expect(await complaints()).toEqual(['complaint']);
		await set(db, { indexBelow: 2, recommendTo: 7 });
		await say(2, { location: '1', recommend: '8' });
		expect(await complaints()).toHaveLength(1);
		await say(3, { location: '5', recommend: '7' });
		expect(await complaints()).toHaveLength(2);

		const acts = await db.selectFrom('audit').select(['act', 'facts', 'actor_id']).execute();
		expect(acts.map(({ act, actor_id }) => [act, actor_id])).toEqual([
			['cuts-changed', 'manager'],
			['cuts-changed', 'manager']
		]);
		expect(JSON.parse(acts[1]!.facts)).toEqual({
			...{ 'before.indexBelow': 6.1, 'after.indexBelow': 2 },
			...{ 'before.recommendTo': 6, 'after.recommendTo': 7, revision: 2 }
		});
	});

	test('H5: a cut that makes no sense is refused by its field, and of two who save one is told', async () => {
		const { db } = await house();
		await expect(set(db, { highFrom: '0' })).rejects.toMatchObject({
			...{ code: 'invalid', facts: { field: 'highFrom' } }
		});
		expect(await readSetting(db, cuts)).toEqual(firstCuts);
		const saves = [6, 8].map((satisfiedFrom) =>
			saveSetting(db, cuts, { value: { ...firstCuts, satisfiedFrom }, revision: 0 }, actor, now)
		);
		const refused = (await Promise.allSettled(saves)).filter(({ status }) => status === 'rejected');
		expect(refused).toMatchObject([{ reason: { code: 'changed-meanwhile' } }]);
	});
});
