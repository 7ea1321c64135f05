import { expect, test } from 'vitest';
import { readEntry } from '#lib/server/guests/read-entry.ts';
import { readHome } from '#lib/server/guests/read-home.ts';
import { readMilestones } from '#lib/server/guests/read-milestones.ts';
import { readPoints } from '#lib/server/guests/read-points.ts';
import { runJob } from '#lib/server/jobs/run.ts';
import { chooseMilestoneGift } from '#lib/server/milestones/choose-gift.ts';
import { onBothDatabases } from './databases.ts';
import { milestoneRows, nightsOf, openMilestones, to61 } from './milestone-house.ts';
import { newId, plainVersion } from './model/house.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';

const now = '2025-03-04T12:00:00.000Z';

onBothDatabases((open) => {
	async function house() {
		const made = await openMilestones(await open());
		await to61(made.db, made.ada, now);
		return made;
	}

	test('D5: the page says what is to choose, by when, and what it is otherwise', async () => {
		const { db, ada } = await house();
		const view = await readMilestones(db, ada.id, now);
		expect(view.open.map(({ counter, chooseBy }) => [counter.goal, chooseBy])).toEqual([
			[20, '2025-05-09'],
			[30, '2025-05-09'],
			[40, '2025-06-01'],
			[50, '2025-06-01'],
			[60, '2025-06-01']
		]);
		expect(view.open[0]).toMatchObject({
			choose: 1,
			options: [{ id: 'points', points: 2000 }, { id: 'night' }],
			otherwise: [{ id: 'points' }]
		});
		expect(view.gifts).toMatchObject([{ name: { en: 'Guest certificate' }, count: 1 }]);
		expect(
			view.reached.map(({ counter, how, gifts }) => [counter.goal, how, gifts[0]?.points])
		).toEqual([
			[60, 'given', 30_000],
			[40, 'given', undefined]
		]);
		expect(view.next).toMatchObject([
			{
				by: '2025-12-31',
				counter: { has: 61, goal: 70 },
				steps: [{ at: 70 }, { at: 80 }, { at: 90 }]
			}
		]);
	});

	test('D5: what was chosen is among what was reached, its pieces among the gifts', async () => {
		const { db, ada } = await house();
		const { grants } = await milestoneRows(db);
		const grantId = grants.find(({ at }) => at === 20)!.id;
		const command = { source: 'app', id: newId(), memberId: ada.id, grantId, options: ['night'] };
		await chooseMilestoneGift(db, command, now);
		const view = await readMilestones(db, ada.id, now);
		expect(view.open).toHaveLength(4);
		expect(view.reached.at(-1)).toMatchObject({ how: 'chosen', counter: { goal: 20 } });
		expect(view.gifts).toMatchObject([
			{ name: { en: 'Free night' }, validTo: '2026-02-07' },
			{ name: { en: 'Guest certificate' } }
		]);
	});

	test('D5: after the last day the page shows the default, before the job and after it', async () => {
		const { db, ada } = await house();
		const late = '2025-05-10T06:00:00.000Z';
		const before = await readMilestones(db, ada.id, late);
		expect(before.open).toHaveLength(3);
		const came = before.reached.filter(({ how }) => how === 'otherwise');
		expect(came.map(({ entryId }) => entryId)).toEqual([undefined, undefined]);
		await runJob(db, 'milestones', '2025-05-10', () => late);
		const after = await readMilestones(db, ada.id, late);
		expect(after.reached.filter(({ how, entryId }) => how === 'otherwise' && entryId)).toHaveLength(
			2
		);
		expect({ ...after, reached: [], open: [] }).toEqual({ ...before, reached: [], open: [] });
	});

	test('D5: a new year begins anew, and rolled nights are not counted', async () => {
		const { db, ada } = await house();
		const next = '2026-01-15T12:00:00.000Z';
		await recordStays(db, [nightsOf(ada, '2026-01-02', '2026-01-12')], next);
		const view = await readMilestones(db, ada.id, next);
		expect(view.next).toMatchObject([
			{ by: '2026-12-31', counter: { has: 10, goal: 20, unit: 'nights' } }
		]);
	});

	test('C7: why the points of a milestone, with what was chosen', async () => {
		const { db, ada } = await house();
		await runJob(db, 'milestones', '2025-05-10', () => '2025-05-10T06:00:00.000Z');
		const { entries, milestones } = await readPoints(db, ada.id, undefined, now);
		expect(milestones).toBe(true);
		expect(entries.map(({ because }) => because)).toEqual([
			{ code: 'milestone', facts: { at: 30 } },
			{ code: 'milestone', facts: { at: 20 } },
			{ code: 'milestone', facts: { at: 60 } }
		]);
		const entry = await readEntry(db, ada.id, entries[0]!.id, now);
		expect(entry).toMatchObject({
			reasons: { kind: 'milestone', options: ['points'], by: 'deadline' },
			milestone: { counter: { unit: 'nights', goal: 30 }, gifts: [{ en: '2,000 points' }] }
		});
	});

	test('D5: a programme without milestones has a page that says so, and no link to it', async () => {
		const { db, ada } = await openMilestones(await open(), plainVersion);
		const view = await readMilestones(db, ada.id, now);
		expect(view).toMatchObject({ open: [], gifts: [], next: [], reached: [] });
		expect((await readHome(db, ada.id, true, now)).milestones).toBe(false);
	});
});
