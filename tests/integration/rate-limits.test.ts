import { expect, test } from 'vitest';
import { forgotLimits, joinLimits } from '#lib/server/auth/limits.ts';
import { countTry } from '#lib/server/auth/rate-limits.ts';
import type { Db } from '#lib/server/db/database.ts';
import { askForVerification } from '#lib/server/members/ask-for-verification.ts';
import { askForNewAddress } from '#lib/server/members/change-address.ts';
import { onBothDatabases, openPlace, placeOf } from './databases.ts';
import { joined, now, signInAs, verified } from './people.ts';

const wrong = 'not the password';

onBothDatabases((open) => {
	test('T21: one account guessed from many addresses is limited, and its owner still gets in', async () => {
		const db = await open();
		const member = await verified(db);
		const { deviceToken } = await signInAs(db, member);
		expect(deviceToken).toBeDefined();
		expect(member.deviceToken).toBeDefined();

		const outcomes = await guess(40, (try_) =>
			signInAs(db, { ...member, password: wrong }, { address: `198.51.100.${try_}` })
		);
		expect(outcomes['sign-in-failed']).toBe(9);
		expect(outcomes['too-many-tries']).toBe(31);
		await expect(signInAs(db, member, { address: '203.0.113.9' })).rejects.toMatchObject({
			code: 'too-many-tries'
		});
		for (const token of [deviceToken, member.deviceToken])
			expect(await signInAs(db, member, { deviceToken: token })).toEqual({
				session: expect.anything()
			});
	});

	test('T21: the device of one member opens no bucket for another account', async () => {
		const db = await open();
		const [member, eve] = [await verified(db), await verified(db, { email: 'eve@example.com' })];
		const { deviceToken } = await signInAs(db, eve);
		const outcomes = await guess(20, () =>
			signInAs(db, { ...member, password: wrong }, { deviceToken })
		);
		expect(outcomes).toEqual({ 'sign-in-failed': 10, 'too-many-tries': 10 });
	});

	test('T21: a known device is limited too', async () => {
		const db = await open();
		const member = await verified(db);
		const { deviceToken } = await signInAs(db, member);
		const outcomes = await guess(30, () =>
			signInAs(db, { ...member, password: wrong }, { deviceToken })
		);
		expect(outcomes).toEqual({ 'sign-in-failed': 20, 'too-many-tries': 10 });
	});

	test('T21: one password on many accounts is limited by where it comes from, IPv6 by its network', async () => {
		const db = await open();
		for (const from of [() => '198.51.100.7', (n: number) => `2001:db8:1:2::${n.toString(16)}`]) {
			const outcomes = await guess(70, (n) => {
				const account = { email: `guest${n}@example.com`, password: 'Summer2026!' };
				return signInAs(db, account, { address: from(n) });
			});
			expect(outcomes).toEqual({ 'sign-in-failed': 60, 'too-many-tries': 10 });
		}
	});

	test('T21: one password on many accounts from everywhere is limited by the minute', async () => {
		const db = await open();
		const buckets = [{ key: ['sign-in-everybody'], tries_max: 300, window_minutes: 1 }] as const;
		for (let n = 0; n < 300; n++) await countTry(db, buckets, now);
		const account = { email: 'guest@example.com', password: 'Summer2026!' };
		await expect(signInAs(db, account)).rejects.toMatchObject({ code: 'too-many-tries' });
		const nextMinute = '2026-03-01T09:01:00.000Z';
		await expect(signInAs(db, account, {}, nextMinute)).rejects.toMatchObject({
			code: 'sign-in-failed'
		});
	});

	test('T21: a flood from one place does not use up what everybody shares', async () => {
		const db = await open();
		const outcomes = await guess(400, (n) =>
			signInAs(db, { email: `guest${n}@example.com`, password: wrong }, { address: '198.51.100.7' })
		);
		expect(outcomes).toEqual({ 'sign-in-failed': 60, 'too-many-tries': 340 });
		const elsewhere = signInAs(db, { email: 'ada@example.com', password: wrong });
		await expect(elsewhere).rejects.toMatchObject({ code: 'sign-in-failed' });
	});

	test('T21: two nodes count together', async () => {
		const db = await open();
		const second = await openPlace(placeOf(db));
		const member = await verified(db);
		const nodes = [db, second];
		const outcomes = await guess(20, (n) =>
			signInAs(nodes[n % 2]!, { ...member, password: wrong }, { address: `198.51.100.${n}` })
		);
		expect(outcomes).toEqual({ 'sign-in-failed': 10, 'too-many-tries': 10 });
	});

	test('T21: tries at the same moment are all counted', async () => {
		const db = await open();
		const second = await openPlace(placeOf(db));
		const buckets = joinLimits('ada@example.com', '198.51.100.7');
		const outcomes = await Promise.allSettled(
			Array.from({ length: 30 }, (_, n) => countTry(n % 2 ? db : second, buckets, now))
		);
		expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
	});

	test('T21: joining and asking for a reset are limited per address written to, and open again later', async () => {
		const db = await open();
		for (const limits of [joinLimits, forgotLimits]) {
			const tries = () => countTry(db, limits('Ada@example.com', '198.51.100.7'), now);
			for (let n = 0; n < 5; n++) await tries();
			await expect(tries()).rejects.toMatchObject({ code: 'too-many-tries' });
			const nextHour = '2026-03-01T10:00:00.000Z';
			const again = countTry(db, limits('ada@EXAMPLE.com', '198.51.100.7'), nextHour);
			expect(await again).toBeUndefined();
		}
	});

	test('T21: nobody’s mailbox is flooded, by whatever way a mail to it is asked for', async () => {
		const db = await open();
		const victim = 'victim@example.com';
		const { id } = await joined(db, { email: victim });
		await countTry(db, joinLimits(victim, '198.51.100.7'), now);
		const eve = await verified(db, { email: 'eve@example.com' });
		const { password, session } = eve;
		const asked = { memberId: eve.id, password, email: victim, userAgent: '' };
		const outcomes = await guess(12, (n) =>
			n % 2
				? askForVerification(db, id, now)
				: askForNewAddress(db, { ...asked, sessionId: session.sessionId }, now)
		);
		expect(outcomes).toEqual({ 'signed in': 4, 'too-many-tries': 8 });
	});

	test('T21: what is counted tells nobody’s address', async () => {
		const db = await open();
		await countTry(db, joinLimits('ada@example.com', '198.51.100.7'), now);
		expect(await keys(db)).not.toMatch(/ada|198/);
	});
});

async function guess(
	times: number,
	attempt: (n: number) => Promise<unknown>
): Promise<Record<string, number>> {
	const outcomes: Record<string, number> = {};
	for (let n = 0; n < times; n++) {
		const outcome = await attempt(n).then(
			() => 'signed in',
			(error: { code?: string }) => error.code ?? 'broken'
		);
		outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
	}
	return outcomes;
}

async function keys(db: Db): Promise<string> {
	const rows = await db.selectFrom('rate_count').select('key').execute();
	return rows.map(({ key }) => key).join();
}
