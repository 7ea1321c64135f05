import { afterEach, expect, test, vi } from 'vitest';
import { createLink } from '#lib/server/auth/links.ts';
import { joinLimits } from '#lib/server/auth/limits.ts';
import { countTry } from '#lib/server/auth/rate-limits.ts';
import {
	endAllSessions,
	endOtherSessions,
	endSession,
	findSession,
	listSessions,
	startSession
} from '#lib/server/auth/sessions.ts';
import { hashToken } from '#lib/server/auth/tokens.ts';
import type { Db } from '#lib/server/db/database.ts';
import { transact } from '#lib/server/db/transact.ts';
import { newId } from '#lib/server/ids.ts';
import { runJob } from '#lib/server/jobs/run.ts';
import { createStaff } from '#lib/server/staff/create-staff.ts';
import { setStaffPassword } from '#lib/server/staff/set-staff-password.ts';
import { onBothDatabases } from './databases.ts';
import { joined, now, phone, signInAs, verified } from './people.ts';

const minute_ms = 60_000;
const day_ms = 24 * 60 * minute_ms;
const cli = { kind: 'system', id: 'cli' } as const;

afterEach(() => {
	vi.useRealTimers();
});

onBothDatabases((open) => {
	test('T15 A3: the database holds only hashes of tokens', async () => {
		const db = await open();
		const { session } = await joined(db);
		const rows = await db.selectFrom('session').selectAll().execute();
		expect(rows.map(({ id }) => id)).toEqual([hashToken(session.token)]);
		expect(JSON.stringify(rows)).not.toContain(session.token);
		expect(await findSession(db, 'member', hashToken(session.token))).toBeUndefined();
	});

	test('T15 A3: signing in again on a browser gives a new token and ends the old one', async () => {
		const db = await open();
		const member = await verified(db);
		const { session, ...who } = member;
		const replaces = { id: member.id, sessionId: session.sessionId };
		const { signIn } = await import('#lib/server/auth/sign-in.ts');
		const asked = { ...who, address: '192.0.2.1', replaces };
		const fresh = await signIn(db, 'member', asked, now);
		expect(fresh.session.token).not.toBe(session.token);
		expect(await findSession(db, 'member', session.token)).toBeUndefined();
		expect(await findSession(db, 'member', fresh.session.token)).toBeDefined();
	});

	test('T15 A3: a device that is signed out is dead at once, the others are not', async () => {
		const db = await open();
		const member = await verified(db);
		const tablet = await startSession(db, 'member', member.id, 'Mozilla/5.0 (iPad) Safari/1');
		const devices = await listSessions(db, 'member', member.id, tablet.sessionId);
		expect(devices.map(({ device, current }) => [device, current]).toSorted()).toEqual([
			['Safari, iPad', true],
			['Safari, iPhone', false]
		]);

		expect(await endSession(db, 'member', member.id, tablet.sessionId)).toBe(true);
		expect(await findSession(db, 'member', tablet.token)).toBeUndefined();
		expect(await findSession(db, 'member', member.session.token)).toBeDefined();
	});

	test('T15 A3: nobody signs somebody else’s device out', async () => {
		const db = await open();
		const [one, other] = [await joined(db), await joined(db, { email: 'eve@example.com' })];
		expect(await endSession(db, 'member', other.id, one.session.sessionId)).toBe(false);
		expect(await findSession(db, 'member', one.session.token)).toBeDefined();
	});

	test('A3: all others are signed out but not the one that asks', async () => {
		const db = await open();
		const member = await joined(db);
		const others = [
			await startSession(db, 'member', member.id, phone),
			await startSession(db, 'member', member.id, phone)
		];
		await endOtherSessions(db, 'member', member.id, member.session.sessionId);
		for (const { token } of others) expect(await findSession(db, 'member', token)).toBeUndefined();
		expect(await findSession(db, 'member', member.session.token)).toBeDefined();
	});

	test('T15 A3: a session that is not used ends after thirty days, one that is used goes on', async () => {
		const db = await open();
		vi.useFakeTimers({ toFake: ['Date'], now: new Date(now) });
		const { id } = await joined(db);
		const { token } = await startSession(db, 'member', id, phone);
		for (const days of [20, 40, 60]) {
			vi.setSystemTime(Date.parse(now) + days * day_ms);
			expect(await findSession(db, 'member', token)).toBeDefined();
		}
		const idle = await startSession(db, 'member', id, phone);
		vi.setSystemTime(Date.parse(now) + 90 * day_ms - minute_ms);
		expect(await findSession(db, 'member', idle.token)).toBeDefined();
		vi.setSystemTime(Date.parse(now) + 121 * day_ms);
		expect(await findSession(db, 'member', idle.token)).toBeUndefined();
		expect(await sessionRows(db, idle.sessionId)).toBe(0);
	});

	test('T15 A3: however much it is used, a member’s session ends after ninety days', async () => {
		const db = await open();
		vi.useFakeTimers({ toFake: ['Date'], now: new Date(now) });
		const { id } = await joined(db);
		const { token } = await startSession(db, 'member', id, phone);
		for (let day = 1; day < 90; day++) {
			vi.setSystemTime(Date.parse(now) + day * day_ms);
			expect(await findSession(db, 'member', token)).toBeDefined();
		}
		vi.setSystemTime(Date.parse(now) + 90 * day_ms);
		expect(await findSession(db, 'member', token)).toBeUndefined();
	});

	test('T15 A5: staff are signed out after an idle hour and after twelve hours of work', async () => {
		const db = await open();
		vi.useFakeTimers({ toFake: ['Date'], now: new Date(now) });
		const id = await aClerk(db);
		const idle = await startSession(db, 'staff', id, phone);
		const busy = await startSession(db, 'staff', id, phone);
		for (let minutes = 20; minutes < 12 * 60; minutes += 20) {
			vi.setSystemTime(Date.parse(now) + minutes * minute_ms);
			expect(await findSession(db, 'staff', busy.token)).toMatchObject({ role: 'desk' });
		}
		expect(await findSession(db, 'staff', idle.token)).toBeUndefined();
		vi.setSystemTime(Date.parse(now) + 12 * 60 * minute_ms);
		expect(await findSession(db, 'staff', busy.token)).toBeUndefined();
	});

	test('T15 A5: a token of one kind is nothing to the other', async () => {
		const db = await open();
		const member = await joined(db);
		const staff = await startSession(db, 'staff', await aClerk(db), phone);
		expect(await findSession(db, 'staff', member.session.token)).toBeUndefined();
		expect(await findSession(db, 'member', staff.token)).toBeUndefined();
		await endAllSessions(db, 'member', member.id);
		expect(await findSession(db, 'staff', staff.token)).toBeDefined();
	});

	test('T15 A3: suspension ends every session at once', async () => {
		const db = await open();
		const member = await joined(db);
		await db.updateTable('member').set({ status: 'suspended' }).execute();
		expect(await findSession(db, 'member', member.session.token)).toBeUndefined();

		const staff = await startSession(db, 'staff', await aClerk(db), phone);
		await db.updateTable('staff').set({ status: 'suspended' }).execute();
		expect(await findSession(db, 'staff', staff.token)).toBeUndefined();
		expect(await sessionRows(db)).toBe(0);
	});

	test('A3: what has ended is swept away, what is alive stays', async () => {
		const db = await open();
		const { session } = await joined(db);
		const ended = '2020-01-01T00:00:00.000Z';
		await transact(db, async (trx) => {
			await startSession(trx, 'member', newId(), phone);
			await trx
				.updateTable('session')
				.set({ expires_at: ended })
				.where('id', '!=', session.sessionId)
				.execute();
			await createLink(trx, 'reset', { kind: 'member', id: newId() }, ended);
		});
		await countTry(db, joinLimits('ada@example.com', '192.0.2.1'), ended);
		await countTry(db, joinLimits('ada@example.com', '192.0.2.1'), now);
		const done = await runJob(db, 'sweep', now.slice(0, 10), () => now);
		expect(done).toEqual({ links: 1, counters: 2, passes: 0, locks: 0, messages: 0, runs: 0 });
		expect(await findSession(db, 'member', session.token)).toBeDefined();
		expect(await sessionRows(db)).toBe(1);
		const left = await db.selectFrom('link').select('purpose').orderBy('purpose').execute();
		expect(left.map(({ purpose }) => purpose)).toEqual(['device', 'verify']);
		expect(await db.selectFrom('rate_count').select('key').execute()).toHaveLength(2);
	});

	test('A5: staff are made with a role and an audit row; a member’s password does not sign them in', async () => {
		const db = await open();
		const id = await aClerk(db);
		const { session } = await signInAs(db, clerk, { kind: 'staff' });
		expect(await findSession(db, 'staff', session.token)).toMatchObject({
			subjectId: id,
			role: 'desk'
		});
		await expect(signInAs(db, clerk)).rejects.toMatchObject({ code: 'sign-in-failed' });
		await expect(aClerk(db)).rejects.toMatchObject({ code: 'address-taken' });
		const acts = await db.selectFrom('audit').selectAll().orderBy('id').execute();
		expect(acts.map(({ actor_id, act, subject_id }) => [actor_id, act, subject_id])).toEqual([
			['cli', 'staff-created', id],
			[id, 'signed-in', id]
		]);
	});

	test('A5: a property that is not there makes nobody', async () => {
		const db = await open();
		await expect(aClerk(db, ['NOWHERE'])).rejects.toMatchObject({ code: 'unknown-property' });
		expect(await db.selectFrom('staff').select('id').execute()).toEqual([]);
	});

	test('A5: a new password of staff ends their sessions', async () => {
		const db = await open();
		await aClerk(db);
		const { session } = await signInAs(db, clerk, { kind: 'staff' });
		const fresh = { email: clerk.email, password: 'given by the owner' };
		await setStaffPassword(db, fresh, cli, now);
		expect(await findSession(db, 'staff', session.token)).toBeUndefined();
		await expect(signInAs(db, clerk, { kind: 'staff' })).rejects.toMatchObject({
			code: 'sign-in-failed'
		});
		expect(await signInAs(db, fresh, { kind: 'staff' })).toBeDefined();
		await expect(
			setStaffPassword(db, { ...fresh, email: 'nobody@example.com' }, cli, now)
		).rejects.toMatchObject({ code: 'not-found' });
	});
});

const clerk = { email: 'clerk@hotel.example', password: 'a clerk’s long secret' };

async function aClerk(db: Db, propertyCodes: string[] = []): Promise<string> {
	const id = newId();
	const staff = { id, name: 'Clerk', role: 'desk', locale: 'en', ...clerk } as const;
	await createStaff(db, { ...staff, propertyCodes }, cli, now);
	return id;
}

async function sessionRows(db: Db, id?: string): Promise<number> {
	const rows = await db.selectFrom('session').select('id').execute();
	return rows.filter((row) => id === undefined || row.id === id).length;
}
