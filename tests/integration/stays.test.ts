import { expect, test } from 'vitest';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { onBothDatabases } from './databases.ts';
import { build, enrol, plainVersion, publish, stayOf } from './model/house.ts';

const now = '2025-04-01T00:00:00.000Z';

onBothDatabases((open) => {
	test('C1: a stay that ended gives points, credits and a lot', async () => {
		const db = await open();
		await publish(db, plainVersion);
		await build(db);
		const [ada] = await enrol(db, 1);
		const results = await recordStays(db, [stayOf(ada)], now);
		expect(results).toMatchObject([{ outcome: 'created', memberId: ada!.id, points: 1000 }]);
		expect(await db.selectFrom('account').selectAll().execute()).toMatchObject([{ balance: 1000 }]);
	});
});
