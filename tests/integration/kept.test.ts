import { expect, test } from 'vitest';
import { startSession } from '#lib/server/auth/sessions.ts';
import type { Db } from '#lib/server/db/database.ts';
import { readEntry } from '#lib/server/guests/read-entry.ts';
import { readHome } from '#lib/server/guests/read-home.ts';
import { readKept } from '#lib/server/guests/read-kept.ts';
import { redeemReward } from '#lib/server/rewards/redeem-reward.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { onBothDatabases } from './databases.ts';
import { build, enrol, plainVersion, publish, stayOf, type Person } from './model/house.ts';
import { offered, redeeming } from './reward-house.ts';
import { statementsOf } from './statements.ts';

const now = '2025-04-01T09:00:00.000Z';

onBothDatabases((open) => {
	test('L2: the phone keeps what the pages show, in so many statements and no more', async () => {
		const db = await open();
		await publish(db, plainVersion);
		await build(db, ['CITY', 'COAST']);
		const [ada, bob] = (await enrol(db, 2)) as [Person, Person];
		const stays = (person: Person, count: number) =>
			Array.from({ length: count }, (_, at) => [
				stayOf(person, { stayId: `${person.id}-${at}` }),
				stayOf(person, {
					...{ stayId: `${person.id}+${at}`, status: 'booked', folio: [] },
					...{ arrival: `2025-05-${10 + at}`, departure: `2025-05-${11 + at}` }
				})
			]).flat();
		await recordStays(db, [...stays(ada, 1), ...stays(bob, 12)], now);
		const rewardId = await offered(db, { points: 1 }, { stock: 50 });
		for (let at = 0; at < 15; at++) await redeemReward(db, redeeming(bob, rewardId, 1), now);

		const kept = await readKept(db, await deviceOf(db, ada), now);
		expect(kept.pages.find(({ path }) => path === '/home')?.view).toEqual(
			await readHome(db, ada.id, true, now)
		);
		expect(kept.pages.map(({ path }) => path.replace(/[\da-f-]{36}/, 'id'))).toEqual([
			...['/home', '/card', '/points', '/points/id', '/me', '/me/notices'],
			...['/stays', '/stays/claim', '/stays/id', '/preferences'],
			...['/preferences?property=CITY', '/preferences?property=COAST'],
			...['/rewards/vouchers', '/surveys']
		]);
		const [why] = kept.pages.filter(({ route }) => route === '/(member)/points/[id]');
		const entryId = why?.path.split('/').at(-1) ?? '';
		expect(why?.view).toEqual(await readEntry(db, ada.id, entryId, now));
		expect(JSON.stringify(kept)).not.toContain(bob.number);

		const device = await deviceOf(db, bob);
		let most: Awaited<ReturnType<typeof readKept>> | undefined;
		const much = await statementsOf(db, async () => {
			most = await readKept(db, device, now);
		});
		const entries = most?.pages.filter(({ route }) => route === '/(member)/points/[id]') ?? [];
		expect(entries).toHaveLength(20);
		for (const { path, view } of entries)
			expect(view).toEqual(await readEntry(db, bob.id, path.slice('/points/'.length), now));
		expect(much.length).toBeLessThanOrEqual(200);
	});
});

async function deviceOf(db: Db, { id: memberId }: Person) {
	await startSession(db, 'member', memberId, 'test');
	const { id: sessionId } = await db
		.selectFrom('session')
		.select('id')
		.where('subject_id', '=', memberId)
		.executeTakeFirstOrThrow();
	return { memberId, sessionId, verified: true };
}
