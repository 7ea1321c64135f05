import { expect, test } from 'vitest';
import { runJob } from '#lib/server/jobs/run.ts';
import { verifyLedger } from '#lib/server/ledger/verify.ts';
import { chooseMilestoneGift } from '#lib/server/milestones/choose-gift.ts';
import { letterFor } from '#lib/server/outbox/letters.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { onBothDatabases, openPlace, placeOf } from './databases.ts';
import { milestoneRows, nightsOf, openMilestones, to61 } from './milestone-house.ts';
import { newId, plainVersion, type Person } from './model/house.ts';

const now = '2025-03-04T12:00:00.000Z';
const clockAt = (date: string) => () => `${date}T03:00:00.000Z`;

onBothDatabases((open) => {
	async function house() {
		const made = await openMilestones(await open());
		await to61(made.db, made.ada, now);
		const { grants } = await milestoneRows(made.db);
		const grantAt = (at: number) =>
			grants.find((one) => one.at === at && one.milestone === 'choice')!.id;
		return { ...made, grantAt };
	}
	const choosing = ({ id }: Person, grantId: string, options: readonly string[] = ['points']) => ({
		source: 'app',
		id: newId(),
		memberId: id,
		grantId,
		options
	});
	const problems = async (db: Parameters<typeof verifyLedger>[0]) =>
		(await verifyLedger(db)).problems;

	test('D5: one import from 38 to 61 nights issues every milestone between, each once', async () => {
		const { db, ada } = await openMilestones(await open());
		await recordStays(db, [nightsOf(ada, '2025-01-01', '2025-02-08')], now);
		const import61 = [
			nightsOf(ada, '2025-02-08', '2025-02-15'),
			nightsOf(ada, '2025-02-15', '2025-03-03')
		];
		await recordStays(db, import61.toReversed(), now);
		await recordStays(db, import61, now);
		const { grants, entries } = await milestoneRows(db);
		expect(
			grants.map(({ milestone, at, reached_on, choose_by }) => [
				milestone,
				at,
				reached_on,
				choose_by
			])
		).toEqual([
			['choice', 20, '2025-02-08', '2025-05-09'],
			['choice', 30, '2025-02-08', '2025-05-09'],
			['choice', 40, '2025-02-15', '2025-05-16'],
			['certificate', 40, '2025-02-15', null],
			['choice', 50, '2025-03-03', '2025-06-01'],
			['choice', 60, '2025-03-03', '2025-06-01'],
			['sixty', 60, '2025-03-03', null]
		]);
		expect(entries).toMatchObject([{ kind: 'bonus', points: 30_000, effective_on: '2025-03-03' }]);
		expect(grants.at(-1)?.entry_id).toBe(entries[0]?.id);
		expect(await problems(db)).toEqual([]);
	});

	test('D5: a member is told what was reached and by when to choose', async () => {
		const { db, ada } = await house();
		const mails = await db.selectFrom('outbox').selectAll().where('channel', '=', 'mail').execute();
		expect(mails.map(({ topic, to_id }) => [topic, to_id])).toEqual([
			['milestone-choice', ada.id],
			['milestone-choice', ada.id]
		]);
		const letter = await letterFor(db, mails[0]!, { hotel: 'Aurora', origin: 'https://h.test' });
		expect(letter?.text).toContain('9 May 2025');
		expect(letter?.text).toContain('https://h.test/milestones');
	});

	test('D5: who reached something long ago is not asked to choose by a day that is over', async () => {
		const { db, ada } = await openMilestones(await open());
		await recordStays(db, [nightsOf(ada, '2025-01-01', '2025-02-08')], '2025-12-01T12:00:00.000Z');
		const { outbox } = await milestoneRows(db);
		const mails = outbox.filter(({ channel }) => channel === 'mail');
		expect(mails.map(({ topic }) => topic)).toEqual(['milestone-given']);
	});

	test('D5: a choice posts its points, and again with the same id is the same answer', async () => {
		const { db, ada, grantAt } = await house();
		const command = choosing(ada, grantAt(40));
		const first = await chooseMilestoneGift(db, command, now);
		expect(first).toEqual({ grantId: grantAt(40), options: ['points'], balance: 32_000 });
		const before = await milestoneRows(db);
		expect(before.choices).toMatchObject([
			{ grant_id: grantAt(40), options: '["points"]', chosen_on: '2025-03-04', chosen_by: 'member' }
		]);
		expect(await chooseMilestoneGift(db, command, '2025-09-01T12:00:00.000Z')).toEqual(first);
		expect(await milestoneRows(db)).toEqual(before);
		await expect(
			chooseMilestoneGift(db, { ...command, options: ['night'] }, now)
		).rejects.toMatchObject({ code: 'same-id-other-body' });
		expect(await problems(db)).toEqual([]);
	});

	test('D5: a milestone of another member is not found, and nothing is left of asking', async () => {
		const { db, ada, bob, grantAt } = await house();
		const before = await milestoneRows(db);
		await expect(chooseMilestoneGift(db, choosing(bob, grantAt(40)), now)).rejects.toMatchObject({
			code: 'not-found'
		});
		expect(await milestoneRows(db)).toEqual(before);
		const own = choosing(ada, grantAt(40));
		await chooseMilestoneGift(db, own, now);
		await expect(chooseMilestoneGift(db, { ...own, memberId: bob.id }, now)).rejects.toMatchObject({
			code: 'not-found'
		});
	});

	test.for([
		[['points', 'night'], 'choice-wrong-number'],
		[['yacht'], 'choice-unknown-option']
	] as const)('D5: %j is refused, and nothing is written', async ([options, code]) => {
		const { db, ada, grantAt } = await house();
		const before = await milestoneRows(db);
		await expect(
			chooseMilestoneGift(db, choosing(ada, grantAt(40), options), now)
		).rejects.toMatchObject({ code });
		expect(await milestoneRows(db)).toEqual(before);
	});

	test('D5: after the last day it is too late, whether the job ran or not', async () => {
		const { db, ada, grantAt } = await house();
		const late = '2025-05-10T00:30:00.000Z';
		const asked = () => chooseMilestoneGift(db, choosing(ada, grantAt(20), ['night']), late);
		const before = await milestoneRows(db);
		await expect(asked()).rejects.toMatchObject({ code: 'choice-too-late' });
		expect(await milestoneRows(db)).toEqual(before);
		await runJob(db, 'milestones', '2025-05-10', clockAt('2025-05-10'));
		await expect(asked()).rejects.toMatchObject({ code: 'choice-too-late' });
	});

	test('D5: ten at once, of two minds: one choice, its points once', async () => {
		const { db, ada, grantAt } = await house();
		const other = await openPlace(placeOf(db));
		const asked = Array.from({ length: 10 }, (_, at) =>
			chooseMilestoneGift(
				at % 2 ? db : other,
				choosing(ada, grantAt(40), [at % 3 ? 'points' : 'night']),
				now
			)
		);
		const done = await Promise.allSettled(asked);
		const { choices, entries } = await milestoneRows(db);
		expect(choices).toHaveLength(1);
		const won = JSON.parse(choices[0]!.options) as string[];
		for (const [at, one] of done.entries()) {
			const mine = at % 3 ? 'points' : 'night';
			if (one.status === 'fulfilled') expect(mine).toBe(won[0]);
			else expect(one.reason).toMatchObject({ code: 'choice-made' });
		}
		expect(entries.filter(({ points }) => points === 2000)).toHaveLength(
			won[0] === 'points' ? 1 : 0
		);
		expect(await problems(db)).toEqual([]);
	});

	test('D5: the same id ten times at once is one choice with equal answers', async () => {
		const { db, ada, grantAt } = await house();
		const other = await openPlace(placeOf(db));
		const command = choosing(ada, grantAt(40));
		const answers = await Promise.all(
			Array.from({ length: 10 }, (_, at) => chooseMilestoneGift(at % 2 ? db : other, command, now))
		);
		for (const answer of answers) expect(answer).toEqual(answers[0]);
		expect((await milestoneRows(db)).choices).toHaveLength(1);
	});

	test('D5: the job gives the default the day after, once, and catches up for missed days', async () => {
		const { db, ada, grantAt } = await house();
		await chooseMilestoneGift(db, choosing(ada, grantAt(20), ['night']), now);
		const run = (date: string) => runJob(db, 'milestones', date, clockAt(date));
		expect(await run('2025-05-09')).toEqual({ members: 0, choices: 0 });
		expect(await run('2025-05-10')).toEqual({ members: 1, choices: 1 });
		expect(await run('2025-05-10')).toEqual({ members: 0, choices: 0 });
		expect(await run('2025-07-01')).toEqual({ members: 1, choices: 3 });
		const { choices, entries } = await milestoneRows(db);
		expect(
			choices.map(({ chosen_on, chosen_by, options }) => [chosen_on, chosen_by, options]).toSorted()
		).toEqual([
			['2025-03-04', 'member', '["night"]'],
			['2025-05-10', 'deadline', '["points"]'],
			['2025-06-02', 'deadline', '["points"]'],
			['2025-06-02', 'deadline', '["points"]'],
			['2025-06-02', 'deadline', '["points"]']
		]);
		expect(entries.map(({ effective_on, points }) => [effective_on, points])).toEqual([
			['2025-03-03', 30_000],
			['2025-05-10', 2000],
			['2025-06-02', 2000],
			['2025-06-02', 2000],
			['2025-06-02', 2000]
		]);
		expect(await problems(db)).toEqual([]);
	});

	test('D5: a choice that ends in a week is told of, once, and not what was chosen', async () => {
		const { db, ada, grantAt } = await house();
		const run = (date: string) => runJob(db, 'milestone-reminders', date, clockAt(date));
		const mails = async () =>
			(await db.selectFrom('outbox').selectAll().where('topic', '=', 'milestone-ending').execute())
				.length;
		expect(await run('2025-05-01')).toEqual({ members: 0 });
		await chooseMilestoneGift(db, choosing(ada, grantAt(20)), now);
		expect(await run('2025-05-02')).toEqual({ members: 1 });
		expect(await run('2025-05-02')).toEqual({ members: 0 });
		expect(await run('2025-05-09')).toEqual({ members: 0 });
		expect(await mails()).toBe(1);
		const mail = await db
			.selectFrom('outbox')
			.selectAll()
			.where('topic', '=', 'milestone-ending')
			.executeTakeFirstOrThrow();
		const letter = await letterFor(db, mail, { hotel: 'Aurora', origin: 'https://h.test' });
		expect(letter?.text).toContain('9 May 2025');
		expect(await run('2025-06-10')).toEqual({ members: 0 });
		expect(await mails()).toBe(1);
	});

	test('D5: a stay taken back leaves what was issued, and its nights again bring nothing new', async () => {
		const { db, ada } = await openMilestones(await open());
		const stay = nightsOf(ada, '2025-01-01', '2025-03-02');
		await recordStays(db, [stay], now);
		const before = await milestoneRows(db);
		const cancelled = {
			...stay,
			status: 'cancelled',
			updatedAt: '2025-03-05T00:00:00.000Z'
		} as const;
		await recordStays(db, [cancelled], now);
		await recordStays(db, [{ ...stay, updatedAt: '2025-03-06T00:00:00.000Z' }], now);
		const after = await milestoneRows(db);
		expect(after.grants).toEqual(before.grants);
		expect(after.entries.filter(({ kind }) => kind === 'bonus')).toHaveLength(1);
		expect(await problems(db)).toEqual([]);
	});

	test('D5: verify finds a milestone without its points and a choice of what was not offered', async () => {
		const { db, bob, grantAt } = await house();
		const [grant] = (await milestoneRows(db)).grants;
		await db
			.insertInto('milestone_grant')
			.values({ ...grant!, id: newId(), member_id: bob.id, milestone: 'sixty', at: 60 })
			.execute();
		await db
			.insertInto('milestone_choice')
			.values({
				grant_id: grantAt(40),
				options: '["yacht"]',
				chosen_on: '2025-03-04',
				chosen_by: 'member',
				entry_id: null,
				recorded_at: now
			})
			.execute();
		const found = (await problems(db)).filter(({ invariant }) => invariant === 'milestone');
		expect(found.map(({ stored, computed }) => [stored, computed])).toEqual(
			expect.arrayContaining([
				[0, 30_000],
				[0, 1]
			])
		);
	});

	test('D5: a programme without milestones has a job that finds nothing', async () => {
		const { db } = await openMilestones(await open(), plainVersion);
		const date = '2025-05-10';
		expect(await runJob(db, 'milestones', date, clockAt(date))).toEqual({ members: 0, choices: 0 });
	});
});
