import { expect, test } from 'vitest';
import { hashPassword } from '#lib/server/auth/passwords.ts';
import { findSession, startSession } from '#lib/server/auth/sessions.ts';
import type { Db } from '#lib/server/db/database.ts';
import { lockDesk } from '#lib/server/desk/lock-desk.ts';
import { openDesk } from '#lib/server/desk/open-desk.ts';
import { readLock } from '#lib/server/desk/read-lock.ts';
import { isBehindLock } from '#lib/server/desk/watch.ts';
import { minutesAfter } from '#lib/server/clock.ts';
import { setStaffPasswordHash } from '#lib/server/staff/queries.ts';
import { setStaffPassword } from '#lib/server/staff/set-staff-password.ts';
import { setPin } from '#lib/server/staff/set-pin.ts';
import { listProperties } from '#lib/server/stays/properties.ts';
import { transact } from '#lib/server/db/transact.ts';
import { onBothDatabases } from './databases.ts';
import { build, newId } from './model/house.ts';
import { hire, now } from './reward-house.ts';

const password = 'a clerk’s long secret';
const pin = '48291';
const minutes = 5;
const hash = hashPassword(password);

onBothDatabases((open) => {
	/** Two clerks of one hotel and one of another; the first stands at the desk. */
	async function desk() {
		const db = await open();
		await build(db, ['CITY', 'LAKE']);
		const [city, lake] = await listProperties(db);
		const kim = await clerk(db, [city!.id]);
		const lee = await clerk(db, [city!.id]);
		const far = await clerk(db, [lake!.id]);
		const { sessionId, token } = await startSession(db, 'staff', kim, 'test');
		const staff = { id: kim, sessionId };
		const opening = (clerkId: string, secret: string, at = now, device = 'tablet') =>
			openDesk(db, { staff, clerkId, secret, propertyId: city!.id, device, userAgent: 't' }, at);
		const behind = (routeId: string, at: string) =>
			isBehindLock(db, { sessionId, routeId }, minutes, at);
		return { db, city: city!, kim, lee, far, staff, token, opening, behind };
	}

	test('K6: after five minutes without a request the desk is locked, page and office alike, until a PIN', async () => {
		const { db, kim, opening, behind } = await desk();
		await setPin(db, { staffId: kim, password, pin }, now);
		expect(await behind('/desk', now)).toBe(false);
		expect(await behind('/desk/arrivals', minutesAfter(now, 4))).toBe(false);
		expect(await behind('/desk', minutesAfter(now, 8.9))).toBe(false);
		const late = minutesAfter(now, 14);
		for (const route of ['/desk', '/desk/arrivals', '/admin', '/admin/members'])
			expect(await behind(route, late)).toBe(true);
		for (const route of ['/desk/lock', '/staff/sign-out', '/(member)/home'])
			expect(await behind(route, late)).toBe(false);
		expect(await opening(kim, pin, late)).toBeUndefined();
		expect(await behind('/desk', late)).toBe(false);
	});

	test('K6: whoever goes from an open desk to the office is not locked out there', async () => {
		const { db, kim, staff, behind } = await desk();
		await behind('/desk', now);
		expect(await behind('/admin', minutesAfter(now, 1))).toBe(false);
		expect(await behind('/admin/members', minutesAfter(now, 60))).toBe(false);
		// A page of the desk that was left open elsewhere does not close the office.
		await lockDesk(db, { staffId: kim, ...staff, by: 'time' }, minutesAfter(now, 61));
		expect(await behind('/admin', minutesAfter(now, 62))).toBe(false);
	});

	test('K6: locked by hand it is locked at once, and twice is once', async () => {
		const { db, kim, staff, behind } = await desk();
		const lock = { staffId: kim, sessionId: staff.sessionId, by: 'hand' } as const;
		await Promise.all([lockDesk(db, lock, now), lockDesk(db, lock, now)]);
		expect(await behind('/desk', now)).toBe(true);
		expect(await acts(db, 'desk-locked')).toHaveLength(1);
	});

	test('K6: another clerk of the house takes over by PIN, and the session before is over', async () => {
		const { db, kim, lee, staff, token, opening, behind } = await desk();
		await setPin(db, { staffId: lee, password, pin }, now);
		await behind('/desk', now);
		const session = await opening(lee, pin);
		expect(await findSession(db, 'staff', token)).toBeUndefined();
		expect(await findSession(db, 'staff', session!.token)).toMatchObject({ subjectId: lee });
		expect(await acts(db, 'clerk-changed')).toMatchObject([
			{ actor_id: lee, subject_id: lee, facts: JSON.stringify({ before: kim }) }
		]);
		// A second tap comes with the session that is over.
		await expect(opening(lee, pin)).rejects.toMatchObject({ code: 'not-allowed' });
		expect(staff.id).toBe(kim);
	});

	test('K6: nobody takes over without a PIN, from another house, from the office or suspended', async () => {
		const { db, city, kim, lee, far, opening } = await desk();
		const boss = await clerk(db, [city.id], 'manager');
		const gone = await clerk(db, [city.id]);
		for (const staffId of [far, boss, gone]) await setPin(db, { staffId, password, pin }, now);
		await db.updateTable('staff').set({ status: 'suspended' }).where('id', '=', gone).execute();
		expect((await readLock(db, kim, city)).others).toEqual([]);
		for (const clerkId of [lee, far, boss, gone, newId()])
			for (const secret of [pin, password])
				await expect(opening(clerkId, secret)).rejects.toMatchObject({ code: 'pin-wrong' });
	});

	test('K6: a clerk without a PIN opens the own desk with the password, with a PIN only by it', async () => {
		const { db, kim, opening } = await desk();
		expect(await readLock(db, kim)).toMatchObject({ own: { name: 'Kim', hasPin: false } });
		expect(await opening(kim, password)).toBeUndefined();
		await setPin(db, { staffId: kim, password, pin }, now);
		await expect(opening(kim, password)).rejects.toMatchObject({ code: 'pin-wrong' });
	});

	test('K6 T21: after five wrong PINs on a device the right one is refused there, also all at once; elsewhere it works', async () => {
		const { db, kim, opening, behind } = await desk();
		await setPin(db, { staffId: kim, password, pin }, now);
		await behind('/desk', now);
		const tries = Array.from({ length: 12 }, (_, n) => opening(kim, String(90_000 + n)));
		const codes = (await Promise.allSettled(tries)).map(
			(one) => one.status === 'rejected' && (one.reason as { code?: string }).code
		);
		expect(codes.filter((code) => code === 'pin-wrong')).toHaveLength(5);
		expect(codes.filter((code) => code === 'too-many-tries')).toHaveLength(7);
		await expect(opening(kim, pin)).rejects.toMatchObject({ code: 'too-many-tries' });
		expect(await opening(kim, pin, now, 'another')).toBeUndefined();
		const later = minutesAfter(now, 16);
		expect(await opening(kim, pin, later)).toBeUndefined();
		const wrong = await acts(db, 'pin-wrong');
		expect(wrong).toHaveLength(5);
		expect(wrong[0]).toMatchObject({ actor_id: kim, subject_id: kim });
	});

	test('K6: whoever knows the PIN is not counted: ten times in a quarter of an hour', async () => {
		const { db, kim, opening } = await desk();
		await setPin(db, { staffId: kim, password, pin }, now);
		for (let times = 0; times < 10; times += 1) await opening(kim, pin);
		expect(await acts(db, 'desk-opened')).toHaveLength(10);
	});

	test('K6: a new password takes the PIN away: the old one may be why', async () => {
		const { db, kim } = await desk();
		await setPin(db, { staffId: kim, password, pin }, now);
		const actor = { kind: 'system', id: 'test' } as const;
		const email = `${kim}@example.test`;
		await setStaffPassword(db, { email, password: 'another long secret' }, actor, now);
		expect(await readLock(db, kim)).toMatchObject({ own: { hasPin: false } });
	});

	test('K6: a plain PIN and a wrong password are refused and leave the PIN as it was; it is nowhere in the clear', async () => {
		const { db, kim, opening } = await desk();
		await setPin(db, { staffId: kim, password, pin }, now);
		const set = (changes: object) => setPin(db, { staffId: kim, password, pin, ...changes }, now);
		await expect(set({ pin: '123456' })).rejects.toMatchObject({ code: 'pin-too-plain' });
		await expect(set({ pin: '90210', password: 'not it at all' })).rejects.toMatchObject({
			code: 'sign-in-failed'
		});
		expect(await opening(kim, pin)).toBeUndefined();
		const rows = [
			await db.selectFrom('audit').selectAll().execute(),
			await db.selectFrom('staff_pin').selectAll().execute(),
			await db.selectFrom('rate_count').selectAll().execute()
		];
		expect(JSON.stringify(rows)).not.toMatch(/48291|90210|123456/);
		expect(await acts(db, 'pin-set')).toHaveLength(1);
	});
});

async function clerk(db: Db, properties: readonly string[], role: 'desk' | 'manager' = 'desk') {
	const id = await hire(db, role, properties);
	await transact(db, async (trx) => setStaffPasswordHash(trx, id, await hash, now));
	return id;
}

function acts(db: Db, act: string) {
	return db.selectFrom('audit').selectAll().where('act', '=', act).orderBy('id').execute();
}
