import { expect, test } from 'vitest';
import type { Actor } from '#lib/server/audit/queries.ts';
import { findSession } from '#lib/server/auth/sessions.ts';
import type { Db } from '#lib/server/db/database.ts';
import { newId } from '#lib/server/ids.ts';
import { letterFor } from '#lib/server/outbox/letters.ts';
import { readMails } from '#lib/server/outbox/read-mails.ts';
import { changeStaff } from '#lib/server/staff/change-staff.ts';
import { createStaff } from '#lib/server/staff/create-staff.ts';
import { inviteStaff, sendWelcomeAnew } from '#lib/server/staff/invite-staff.ts';
import { readColleague, readStaff } from '#lib/server/staff/read-staff.ts';
import { setFirstPassword } from '#lib/server/staff/set-first-password.ts';
import { restoreStaff, suspendStaff } from '#lib/server/staff/suspend-staff.ts';
import { onBothDatabases } from './databases.ts';
import { build, plainVersion, publish } from './model/house.ts';
import { mailedSecret, now, phone, signInAs } from './people.ts';

const at = { hotel: 'House', origin: 'https://house.example' };
const password = 'chosen by herself';

onBothDatabases((open) => {
	async function house() {
		const db = await open();
		await publish(db, plainVersion);
		await build(db, ['CITY', 'COAST']);
		return { db, owner: await anOwner(db, 'olga@house.example') };
	}

	async function anOwner(db: Db, email: string): Promise<Actor> {
		const id = newId();
		await createStaff(
			db,
			{ id, name: 'Olga', email, role: 'owner', locale: 'en', password, propertyCodes: [] },
			{ kind: 'system', id: 'test' },
			now
		);
		return { kind: 'staff', id };
	}

	const dora = (changes = {}) => ({
		id: newId(),
		name: 'Dora',
		email: 'dora@house.example',
		role: 'desk' as const,
		locale: 'en',
		propertyCodes: ['CITY'],
		...changes
	});

	test('A5 J6: a new colleague sets the password by the mailed link, which no page shows', async () => {
		const { db, owner } = await house();
		const asked = dora();
		await Promise.all([inviteStaff(db, asked, owner, now), inviteStaff(db, asked, owner, now)]);
		expect(await readStaff(db, new URL('http://house/'))).toMatchObject({
			list: { total: 2 },
			staff: [{ name: 'Dora', hasPassword: false }, { name: 'Olga' }]
		});
		await expect(signInAs(db, { ...asked, password }, { kind: 'staff' })).rejects.toMatchObject({
			code: 'sign-in-failed'
		});
		const token = await mailedSecret(db, 'staff-welcome', asked.id);
		const to = { to_kind: 'staff', to_id: asked.id } as const;
		const message = { topic: 'staff-welcome', facts: '{}', ...to };
		const letter = await letterFor(db, message, at, token);
		expect(letter).toMatchObject({ to: asked.email });
		expect(letter?.text).toContain(`https://house.example/staff/password/${token}`);
		const shown = await readMails(db, at, undefined);
		expect(shown.mails).toHaveLength(1);
		expect(JSON.stringify(shown)).not.toContain(token);

		const set = { token, password, userAgent: phone };
		const results = await Promise.allSettled([
			setFirstPassword(db, set, now),
			setFirstPassword(db, set, now)
		]);
		expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
		const signedIn = await signInAs(db, { ...asked, password }, { kind: 'staff' });
		const session = await findSession(db, 'staff', signedIn.session.token);
		expect(session).toMatchObject({ subjectId: asked.id, role: 'desk' });
		expect(await readColleague(db, asked.id)).toMatchObject({
			hasPassword: true,
			properties: ['CITY'],
			lastChange: { by: { name: 'Olga' } }
		});
		expect(await actsOn(db, asked.id)).toEqual([
			'staff-created',
			'staff-password-set',
			'signed-in'
		]);
	});

	test('A5: a link sent anew ends the one before it, and a suspended colleague gets none', async () => {
		const { db, owner } = await house();
		const asked = dora();
		await inviteStaff(db, asked, owner, now);
		const old = await mailedSecret(db, 'staff-welcome', asked.id);
		await sendWelcomeAnew(db, asked.id, owner, now);
		const fresh = await mailedSecret(db, 'staff-welcome', asked.id);
		const use = (token: string, when = now) =>
			setFirstPassword(db, { token, password, userAgent: phone }, when);
		await expect(use(old)).rejects.toMatchObject({ code: 'link-expired' });
		await expect(use(fresh, '2026-03-09T09:00:00.000Z')).rejects.toMatchObject({
			code: 'link-expired'
		});
		await suspendStaff(db, { staffId: asked.id, why: 'left' }, owner, now);
		await expect(use(fresh)).rejects.toMatchObject({ code: 'link-expired' });
		await expect(sendWelcomeAnew(db, asked.id, owner, now)).rejects.toMatchObject({
			code: 'account-suspended'
		});
		await expect(sendWelcomeAnew(db, newId(), owner, now)).rejects.toMatchObject({
			code: 'not-found'
		});
	});

	test('A5: an address or house that cannot be leaves nothing behind', async () => {
		const { db, owner } = await house();
		const taken = dora({ email: 'OLGA@house.example' });
		await expect(inviteStaff(db, taken, owner, now)).rejects.toMatchObject({
			code: 'address-taken'
		});
		const nowhere = dora({ propertyCodes: ['CITY', 'MOON'] });
		await expect(inviteStaff(db, nowhere, owner, now)).rejects.toMatchObject({
			code: 'unknown-property'
		});
		expect((await readStaff(db, new URL('http://house/'))).list.total).toBe(1);
		expect((await readMails(db, at, undefined)).mails).toEqual([]);
	});

	test('A5: another role or house ends their sessions; of two owners the second is told', async () => {
		const { db, owner } = await house();
		const asked = dora();
		await inviteStaff(db, asked, owner, now);
		const token = await mailedSecret(db, 'staff-welcome', asked.id);
		const { session } = await setFirstPassword(db, { token, password, userAgent: phone }, now);
		const change = { staffId: asked.id, role: 'desk' as const, propertyCodes: ['COAST'] };
		await changeStaff(db, { ...change, revision: 1 }, owner, now);
		expect(await findSession(db, 'staff', session.token)).toBeUndefined();
		expect(await readColleague(db, asked.id)).toMatchObject({ properties: ['COAST'], revision: 2 });
		await expect(
			changeStaff(db, { ...change, role: 'manager', revision: 1 }, owner, now)
		).rejects.toMatchObject({
			code: 'changed-meanwhile',
			facts: { fields: 'properties', by: owner.id, at: now }
		});
		await changeStaff(db, { ...change, role: 'manager', revision: 2 }, owner, now);
		expect(await readColleague(db, asked.id)).toMatchObject({ role: 'manager', properties: [] });
		await expect(
			changeStaff(db, { ...change, staffId: newId(), revision: 1 }, owner, now)
		).rejects.toMatchObject({ code: 'not-found' });
	});

	test('A5: the last owner stays one, and nobody changes their own rights', async () => {
		const { db, owner } = await house();
		const own = { staffId: owner.id, why: 'tired' };
		const demote = { staffId: owner.id, role: 'manager' as const, propertyCodes: [], revision: 1 };
		const system = { kind: 'system', id: 'cli' } as const;
		for (const actor of [owner, system]) {
			await expect(suspendStaff(db, own, actor, now)).rejects.toMatchObject({ code: 'last-owner' });
			await expect(changeStaff(db, demote, actor, now)).rejects.toMatchObject({
				code: 'last-owner'
			});
		}
		const other = await anOwner(db, 'otto@house.example');
		await expect(suspendStaff(db, own, owner, now)).rejects.toMatchObject({ code: 'not-allowed' });
		await expect(changeStaff(db, demote, owner, now)).rejects.toMatchObject({
			code: 'not-allowed'
		});
		// Both take the other's rights at once: one owner is left.
		const results = await Promise.allSettled([
			suspendStaff(db, own, other, now),
			suspendStaff(db, { staffId: other.id, why: 'tired' }, owner, now)
		]);
		expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
		const { staff } = await readStaff(db, new URL('http://house/?status=active&role=owner'));
		expect(staff).toHaveLength(1);
	});

	test('A5: a suspended colleague is out at once and in again when restored', async () => {
		const { db, owner } = await house();
		const asked = dora();
		await inviteStaff(db, asked, owner, now);
		const token = await mailedSecret(db, 'staff-welcome', asked.id);
		const { session } = await setFirstPassword(db, { token, password, userAgent: phone }, now);
		const one = { staffId: asked.id, why: 'on leave' };
		await Promise.all([suspendStaff(db, one, owner, now), suspendStaff(db, one, owner, now)]);
		expect(await findSession(db, 'staff', session.token)).toBeUndefined();
		await expect(signInAs(db, { ...asked, password }, { kind: 'staff' })).rejects.toMatchObject({
			code: 'account-suspended'
		});
		await restoreStaff(db, { ...one, why: 'back' }, owner, now);
		expect(await signInAs(db, { ...asked, password }, { kind: 'staff' })).toBeTruthy();
		const acts = await actsOn(db, asked.id);
		expect(acts.filter((act) => act === 'staff-suspended')).toHaveLength(1);
	});
});

async function actsOn(db: Db, id: string): Promise<string[]> {
	const rows = await db
		.selectFrom('audit')
		.select('act')
		.where('subject_id', '=', id)
		.orderBy('id')
		.execute();
	return rows.map(({ act }) => act);
}
