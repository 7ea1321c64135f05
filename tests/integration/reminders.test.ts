import { expect, test } from 'vitest';
import type { Version } from '#lib/domain/programme/programme.ts';
import type { Db } from '#lib/server/db/database.ts';
import { runJob } from '#lib/server/jobs/run.ts';
import { spendPoints } from '#lib/server/ledger/spend-points.ts';
import { letterFor } from '#lib/server/outbox/letters.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { onBothDatabases, openPlace, placeOf } from './databases.ts';
import {
	build,
	enrol,
	newId,
	plainVersion,
	publish,
	silentVersion,
	stayOf,
	type Person
} from './model/house.ts';

const reminders = { daysBefore: [60, 14] };
const clockAt = (date: string) => () => `${date}T03:00:00.000Z`;

onBothDatabases((open) => {
	/** Members with 1,000 points of a stay that ended on 28 February 2025: usable to 28 February 2026. */
	async function house(version: Version = { ...plainVersion, reminders }, count = 1) {
		const db = await open();
		await publish(db, version);
		await build(db);
		const people = await enrol(db, count);
		const day = { arrival: '2025-02-28', departure: '2025-02-28' };
		await recordStays(
			db,
			people.map((person) => stayOf(person, day)),
			'2025-03-01T00:00:00.000Z',
			{ quiet: true }
		);
		return { db, people, ada: people[0]! };
	}
	const remind = (db: Db, date: string) => runJob(db, 'reminders', date, clockAt(date));
	const letters = (db: Db) =>
		db
			.selectFrom('outbox')
			.selectAll()
			.where('topic', '=', 'points-expiring')
			.orderBy('id')
			.execute();
	const spend = (db: Db, { id: memberId }: Person, points: number, day: string) =>
		spendPoints(
			db,
			{ source: 'app', id: newId(), memberId, points, what: 'tea' },
			`${day}T02:00:00.000Z`
		);

	test('D4 C8: each step once, with the points as they are then, and none after the last', async () => {
		const { db, ada } = await house();
		expect(await remind(db, '2025-12-29')).toEqual({ members: 0 });
		expect(await remind(db, '2025-12-30')).toEqual({ members: 1 });
		expect(await remind(db, '2025-12-30')).toEqual({ members: 0 });
		expect(await remind(db, '2026-01-20')).toEqual({ members: 0 });
		await spend(db, ada, 300, '2026-02-01');
		expect(await remind(db, '2026-02-14')).toEqual({ members: 1 });
		expect(await remind(db, '2026-02-28')).toEqual({ members: 0 });
		expect(await remind(db, '2026-03-01')).toEqual({ members: 0 });
		const [first, second] = (await letters(db)).map(({ facts }) => JSON.parse(facts) as object);
		expect(first).toMatchObject({ lapses: '[{"validTo":"2026-02-28","points":1000}]' });
		expect(second).toMatchObject({ lapses: '[{"validTo":"2026-02-28","points":700}]' });
	});

	test('D4: days that were missed are one mail, and it is the nearest step', async () => {
		const { db } = await house();
		expect(await remind(db, '2026-02-20')).toEqual({ members: 1 });
		expect(await remind(db, '2026-02-21')).toEqual({ members: 0 });
		const told = await db.selectFrom('expiry_reminder').select(['step', 'valid_to']).execute();
		expect(told).toEqual([{ step: 14, valid_to: '2026-02-28' }]);
		// The clock back by weeks, or a run for a day that is past, says nothing anew.
		expect(await remind(db, '2026-01-05')).toEqual({ members: 0 });
		const past = await runJob(db, 'reminders', '2026-01-06', clockAt('2026-02-22'));
		expect(past).toEqual({ members: 0 });
	});

	test('D4: no reminder for points that were spent', async () => {
		const { db, ada } = await house();
		await spend(db, ada, 1_000, '2026-01-02');
		expect(await remind(db, '2026-01-03')).toEqual({ members: 0 });
		expect(await letters(db)).toEqual([]);
	});

	test('D4 P5: two processes at the same moment send one mail each member', async () => {
		const { db, people } = await house(undefined, 120);
		const other = await openPlace(placeOf(db));
		const runs = await Promise.allSettled([db, other, db].map((one) => remind(one, '2026-01-05')));
		for (const run of runs)
			if (run.status === 'rejected') expect(run.reason).toMatchObject({ code: 'still-running' });
		await remind(db, '2026-01-06');
		const to = (await letters(db)).map(({ to_id }) => to_id);
		expect(to.toSorted()).toEqual(people.map(({ id }) => id).toSorted());
	});

	test('C8: under silence the mail says what keeps the points; activity moves the day', async () => {
		const { db, ada } = await house({ ...silentVersion, reminders });
		expect(await remind(db, '2026-01-05')).toEqual({ members: 1 });
		await spend(db, ada, 100, '2026-01-06');
		expect(await remind(db, '2026-02-20')).toEqual({ members: 0 });
		expect(await remind(db, '2026-12-30')).toEqual({ members: 1 });
		const [first, second] = await letters(db);
		expect(JSON.parse(first!.facts)).toMatchObject({ keepAlive: '["stay","redeem"]' });
		expect(JSON.parse(second!.facts)).toMatchObject({
			lapses: '[{"validTo":"2027-01-05","points":900}]'
		});
	});

	test('A1 J5: who has not proven their address, or is suspended, is not written to', async () => {
		const { db, people } = await house(undefined, 3);
		await db
			.updateTable('member_identity')
			.set({ email_verified_at: null })
			.where('member_id', '=', people[0]!.id)
			.execute();
		await db
			.updateTable('member')
			.set({ status: 'suspended' })
			.where('id', '=', people[1]!.id)
			.execute();
		expect(await remind(db, '2026-01-05')).toEqual({ members: 1 });
		expect((await letters(db))[0]?.to_id).toBe(people[2]!.id);
	});

	test('D4: a programme without reminders sends none', async () => {
		const { db } = await house(plainVersion);
		expect(await remind(db, '2026-02-20')).toEqual({ members: 0 });
	});

	test('M5 L5: the letter is in the language of its reader, with dates and numbers of it', async () => {
		const pointsName = { en: { one: 'point', other: 'points' }, 'zh-CN': { other: '积分' } };
		const { db, people } = await house({ ...silentVersion, pointsName, reminders }, 2);
		await db
			.updateTable('member_identity')
			.set({ locale: 'zh-CN' })
			.where('member_id', '=', people[1]!.id)
			.execute();
		await remind(db, '2026-01-05');
		const house_ = { hotel: 'Aurora', origin: 'https://aurora.example' };
		const texts = new Map<string, { subject: string; text: string } | undefined>();
		for (const row of await letters(db)) texts.set(row.to_id, await letterFor(db, row, house_));
		const english = texts.get(people[0]!.id);
		expect(english?.subject).toBe('1,000 points can be used until 27 February 2026');
		expect(english?.text).toContain('What keeps them: a stay that earns points or using points.');
		const chinese = texts.get(people[1]!.id);
		expect(chinese?.subject).toMatch(/1,000.*积分.*2026年2月27日/);
		expect(chinese?.text).toContain('产生积分的入住');
	});
});
