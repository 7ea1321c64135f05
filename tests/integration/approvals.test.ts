import { expect, test } from 'vitest';
import type { Approvals } from '#lib/domain/programme/programme.ts';
import type { StaffRole } from '#lib/domain/views/staff.ts';
import type { Db } from '#lib/server/db/database.ts';
import { newId } from '#lib/server/ids.ts';
import { readAdjustLimit } from '#lib/server/ledger/adjust-limit.ts';
import { adjustPoints } from '#lib/server/ledger/adjust-points.ts';
import { createStaff } from '#lib/server/staff/create-staff.ts';
import { onBothDatabases } from './databases.ts';
import { enrol, plainVersion, publish } from './model/house.ts';
import { now } from './people.ts';

const nextDay = '2026-03-02T09:00:00.000Z';
const adjustMost = { desk: 0, manager: 1000, owner: 5000 };

onBothDatabases((open) => {
	async function house(approvals?: Approvals) {
		const db = await open();
		await publish(db, { ...plainVersion, ...(approvals && { approvals }) });
		const [ada, bob] = await enrol(db, 2);
		return { db, ada: ada!.id, bob: bob!.id };
	}

	async function actorOf(db: Db, role: StaffRole) {
		const id = newId();
		const email = `${id}@example.com`;
		const staff = { id, name: role, email, role, locale: 'en', password: 'long enough now' };
		const cli = { kind: 'system', id: 'cli' } as const;
		await createStaff(db, { ...staff, propertyCodes: [] }, cli, now);
		return { kind: 'staff', id } as const;
	}

	const asking = (memberId: string, points: number) => ({
		source: 'app',
		id: newId(),
		memberId,
		points,
		why: 'lost bill'
	});

	const actsOf = async (db: Db, memberId: string) =>
		(
			await db
				.selectFrom('audit')
				.select(['act', 'facts'])
				.where('subject_id', '=', memberId)
				.orderBy('id')
				.execute()
		).map(({ act, facts }) => [act, JSON.parse(facts) as object]);

	test('J3 T24: points above the limit of a role are refused and kept, up to it they are given', async () => {
		const { db, ada } = await house({ adjustMost });
		const manager = await actorOf(db, 'manager');
		const above = asking(ada, 1001);
		await expect(adjustPoints(db, above, manager, now)).rejects.toMatchObject({
			code: 'above-your-limit',
			facts: { limit: 1000, today: 0 }
		});
		expect(await actsOf(db, ada)).toEqual([
			['points-adjustment-refused', { points: 1001, limit: 1000, today: 0 }]
		]);
		expect(await adjustPoints(db, asking(ada, 1000), manager, now)).toMatchObject({
			balance: 1000
		});
		const desk = await actorOf(db, 'desk');
		await expect(adjustPoints(db, asking(ada, 1), desk, now)).rejects.toMatchObject({
			facts: { limit: 0 }
		});
		const owner = await actorOf(db, 'owner');
		expect(await adjustPoints(db, asking(ada, 5000), owner, now)).toMatchObject({ balance: 6000 });
		await expect(adjustPoints(db, asking(ada, 1), owner, now)).rejects.toMatchObject({
			facts: { limit: 5000, today: 5000 }
		});
	});

	test('J3 T24: splitting does not help, nor giving and taking in turns; another guest and another day do', async () => {
		const { db, ada, bob } = await house({ adjustMost });
		const manager = await actorOf(db, 'manager');
		const first = asking(ada, 600);
		await adjustPoints(db, first, manager, now);
		for (const points of [401, -401])
			await expect(adjustPoints(db, asking(ada, points), manager, now)).rejects.toMatchObject({
				code: 'above-your-limit',
				facts: { limit: 1000, today: 600 }
			});
		expect(await adjustPoints(db, first, manager, now)).toMatchObject({ balance: 600 });
		expect(await readAdjustLimit(db, manager, ada, now)).toEqual({ limit: 1000, today: 600 });
		await adjustPoints(db, asking(bob, 1000), manager, now);
		expect(await adjustPoints(db, asking(ada, -400), manager, now)).toMatchObject({ balance: 200 });
		await expect(adjustPoints(db, asking(ada, 1), manager, now)).rejects.toThrow();
		expect(await adjustPoints(db, asking(ada, 1000), manager, nextDay)).toMatchObject({
			balance: 1200
		});
		const colleague = await actorOf(db, 'manager');
		expect(await adjustPoints(db, asking(ada, 1000), colleague, nextDay)).toBeTruthy();
	});

	test('J3: of two halves at once that are too much together one is refused', async () => {
		const { db, ada } = await house({ adjustMost });
		const manager = await actorOf(db, 'manager');
		const both = await Promise.allSettled(
			[600, 600].map((points) => adjustPoints(db, asking(ada, points), manager, now))
		);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	});

	test('J3: without the setting, for a role it does not name, and for programs there is no limit', async () => {
		const free = await house();
		const manager = await actorOf(free.db, 'manager');
		expect(await readAdjustLimit(free.db, manager, free.ada, now)).toBeUndefined();
		await adjustPoints(free.db, asking(free.ada, 1_000_000), manager, now);

		const { db, ada } = await house({ adjustMost: { manager: 10 } });
		const owner = await actorOf(db, 'owner');
		expect(await readAdjustLimit(db, owner, ada, now)).toBeUndefined();
		await adjustPoints(db, asking(ada, 1_000_000), owner, now);
		const cli = { kind: 'system', id: 'cli' } as const;
		await adjustPoints(db, asking(ada, 1_000_000), cli, now);
		const nobody = { kind: 'staff', id: newId() } as const;
		await expect(adjustPoints(db, asking(ada, 1), nobody, now)).rejects.toMatchObject({
			code: 'not-allowed'
		});
	});
});
