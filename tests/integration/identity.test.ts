import { expect, test } from 'vitest';
import { emailKey } from '#lib/domain/members/keys.ts';
import { isMemberNumber } from '#lib/domain/members/number.ts';
import { Refusal, type RefusalCode } from '#lib/domain/refusal.ts';
import { findSession } from '#lib/server/auth/sessions.ts';
import type { Db } from '#lib/server/db/database.ts';
import { newId } from '#lib/server/ids.ts';
import { askForReset } from '#lib/server/members/ask-for-reset.ts';
import { askForVerification } from '#lib/server/members/ask-for-verification.ts';
import { askForNewAddress, confirmNewAddress } from '#lib/server/members/change-address.ts';
import { changePassword } from '#lib/server/members/change-password.ts';
import { joinProgramme } from '#lib/server/members/join.ts';
import { findIdentity, findVerified } from '#lib/server/members/queries.ts';
import { setNewPassword } from '#lib/server/members/set-new-password.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { onBothDatabases } from './databases.ts';
import { build, plainVersion, publish, stayOf } from './model/house.ts';
import {
	aJoin,
	joined,
	mailedSecret,
	mailsTo,
	membersWith,
	now,
	phone,
	signInAs,
	verified
} from './people.ts';

const later = '2026-03-02T09:00:00.000Z';
const refused = (code: RefusalCode) => expect.objectContaining({ name: Refusal.name, code });

onBothDatabases((open) => {
	test('A1: joining makes a member with number, account, consents, session and a mailed link', async () => {
		const db = await open();
		const { id, session } = await joined(db, { consents: ['membership', 'partners'] });

		const identity = await findIdentity(db, id);
		expect(identity).toMatchObject({ verified: false, email: 'ada@example.com', locale: 'en' });
		expect(isMemberNumber(identity?.number ?? '')).toBe(true);
		const account = db.selectFrom('account').selectAll().where('member_id', '=', id);
		expect(await account.executeTakeFirst()).toMatchObject({ balance: 0, debt: 0 });
		expect(await mailsTo(db, id)).toEqual(['verify-address']);
		expect(await liveMember(db, session.token)).toBe(id);

		const consents = await db.selectFrom('consent').selectAll().execute();
		expect(consents.filter(({ given }) => given === 1).map(({ purpose }) => purpose)).toEqual([
			'membership',
			'partners'
		]);
		expect(consents).toHaveLength(5);
		for (const consent of consents) {
			expect(consent).toMatchObject({ locale: 'en', channel: 'web', recorded_at: now });
			expect(consent.text_version).not.toBe('');
		}
	});

	test('A1: the same form sent twice, also at the same moment, makes one member', async () => {
		const db = await open();
		const join = aJoin();
		const sessions = await Promise.all([1, 2, 3].map(() => joinProgramme(db, join, now)));
		for (const { session } of sessions) expect(await liveMember(db, session.token)).toBe(join.id);
		expect(await membersWith(db, join.email)).toBe(1);
		expect(await mailsTo(db, join.id)).toEqual(['verify-address']);
	});

	test('A1: an id that was used to join is nobody else’s way in', async () => {
		const db = await open();
		const { id } = await joined(db);
		const others = [
			aJoin({ id, email: 'eve@example.com' }),
			aJoin({ id, password: 'another password' })
		];
		for (const other of others)
			await expect(joinProgramme(db, other, now)).rejects.toEqual(refused('same-id-other-body'));
		expect(await membersWith(db, 'eve@example.com')).toBe(0);
	});

	test('A1: joining with a proven address answers the same, and only its owner is told', async () => {
		const db = await open();
		const owner = await verified(db);
		const other = await joined(db, { email: 'ADA@example.com' });

		expect(await liveMember(db, other.session.token)).toBe(other.id);
		expect(await mailsTo(db, other.id)).toEqual([]);
		expect(await mailsTo(db, owner.id)).toContain('address-taken');
		expect(await findVerified(db, emailKey('ada@example.com'))).toBe(owner.id);
	});

	test('A1: verifying sets the password anew and ends every other session', async () => {
		const db = await open();
		const squatter = await joined(db);
		const before = await signInAs(db, squatter);
		const token = await mailedSecret(db, 'verify-address', squatter.id);

		const asked = { token, password: 'the owner’s own secret', userAgent: phone };
		const { session } = await setNewPassword(db, 'verify', asked, now);
		expect(await liveMember(db, session.token)).toBe(squatter.id);
		expect(await liveMember(db, squatter.session.token)).toBeUndefined();
		expect(await liveMember(db, before.session.token)).toBeUndefined();
		expect((await findIdentity(db, squatter.id))?.verified).toBe(true);

		await expect(signInAs(db, squatter)).rejects.toEqual(refused('sign-in-failed'));
		const owner = { email: squatter.email, password: asked.password };
		expect(await signInAs(db, owner)).toBeDefined();
	});

	test('A1: a link works once, not after its time, and not for another purpose', async () => {
		const db = await open();
		const { id } = await joined(db);
		const token = await mailedSecret(db, 'verify-address', id);
		const asked = { token, password: 'the owner’s own secret', userAgent: phone };

		const late = '2026-03-04T09:00:00.001Z';
		await expect(setNewPassword(db, 'verify', asked, late)).rejects.toEqual(
			refused('link-expired')
		);
		await expect(setNewPassword(db, 'reset', asked, now)).rejects.toEqual(refused('link-expired'));
		const twice = await Promise.allSettled(
			[1, 2].map(() => setNewPassword(db, 'verify', asked, now))
		);
		expect(twice.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
	});

	test('A1: a newer verification mail makes the older link worthless', async () => {
		const db = await open();
		const { id } = await joined(db);
		const first = await mailedSecret(db, 'verify-address', id);
		await askForVerification(db, id, now);
		const asked = { password: 'the owner’s own secret', userAgent: phone };
		await expect(setNewPassword(db, 'verify', { ...asked, token: first }, now)).rejects.toEqual(
			refused('link-expired')
		);
		const second = await mailedSecret(db, 'verify-address', id);
		expect(await setNewPassword(db, 'verify', { ...asked, token: second }, now)).toBeDefined();
	});

	test('A1: of two who verify one address at the same moment, one has it and nothing of the other changes', async () => {
		const db = await open();
		const [one, other] = [await joined(db), await joined(db)];
		const tokens = [
			await mailedSecret(db, 'verify-address', one.id),
			await mailedSecret(db, 'verify-address', other.id)
		];
		const outcomes = await Promise.allSettled(
			tokens.map((token) =>
				setNewPassword(
					db,
					'verify',
					{ token, password: 'chosen at the end', userAgent: phone },
					now
				)
			)
		);
		expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
		const lost = outcomes.find((outcome) => outcome.status === 'rejected');
		expect(lost?.reason).toEqual(refused('address-taken'));

		const loser = outcomes[0]?.status === 'rejected' ? one : other;
		expect(await liveMember(db, loser.session.token)).toBe(loser.id);
		const link = db
			.selectFrom('link')
			.select('used_at')
			.where('subject_id', '=', loser.id)
			.where('purpose', '=', 'verify');
		expect(await link.executeTakeFirst()).toEqual({ used_at: null });
	});

	test('A2: an address signs in by whatever case it is typed in; a wrong password does not', async () => {
		const db = await open();
		const member = await verified(db);
		const { session } = await signInAs(db, { ...member, email: ' Ada@Example.COM ' });
		expect(await liveMember(db, session.token)).toBe(member.id);
		await expect(signInAs(db, { ...member, password: 'wrong' })).rejects.toEqual(
			refused('sign-in-failed')
		);
		await expect(signInAs(db, { email: 'nobody@example.com', password: 'wrong' })).rejects.toEqual(
			refused('sign-in-failed')
		);
	});

	test('A2: a proven address means its owner, however many joined with it later', async () => {
		const db = await open();
		const owner = await verified(db);
		const later = await joined(db, { password: 'the latecomer’s secret' });
		await expect(signInAs(db, later)).rejects.toEqual(refused('sign-in-failed'));
		const { session } = await signInAs(db, owner);
		expect(await liveMember(db, session.token)).toBe(owner.id);
	});

	test('A2: only who knows the password learns that an account is suspended', async () => {
		const db = await open();
		const member = await verified(db);
		await suspend(db, member.id);
		await expect(signInAs(db, member)).rejects.toEqual(refused('account-suspended'));
		await expect(signInAs(db, { ...member, password: 'wrong' })).rejects.toEqual(
			refused('sign-in-failed')
		);
	});

	test('A2: the link of a forgotten password sets a new one and ends every session', async () => {
		const db = await open();
		const member = await verified(db);
		await askForReset(db, 'Ada@example.com', now);
		const token = await mailedSecret(db, 'reset-password', member.id);
		const password = 'remembered from now on';
		await setNewPassword(db, 'reset', { token, password, userAgent: phone }, now);

		expect(await liveMember(db, member.session.token)).toBeUndefined();
		await expect(signInAs(db, member)).rejects.toEqual(refused('sign-in-failed'));
		expect(await signInAs(db, { email: member.email, password })).toBeDefined();
		expect(await mailsTo(db, member.id)).toContain('password-changed');
	});

	test('A2: a reset through the mailbox proves an address that was not yet', async () => {
		const db = await open();
		const squatted = await joined(db);
		await askForReset(db, squatted.email, now);
		const token = await mailedSecret(db, 'reset-password', squatted.id);
		const asked = { token, password: 'the owner’s own secret', userAgent: phone };
		await setNewPassword(db, 'reset', asked, now);

		expect((await findIdentity(db, squatted.id))?.verified).toBe(true);
		expect(await liveMember(db, squatted.session.token)).toBeUndefined();
		const links = db.selectFrom('link').select('purpose').where('subject_id', '=', squatted.id);
		expect(await links.execute()).toEqual([{ purpose: 'device' }]);
	});

	test('A2: asking for a reset does the same work for an address that nobody has', async () => {
		const db = await open();
		await askForReset(db, 'nobody@example.com', now);
		const links = await db.selectFrom('link').select('subject_id').execute();
		const mails = await db.selectFrom('outbox').select('to_id').execute();
		expect(links).toHaveLength(1);
		expect(mails).toEqual([{ to_id: links[0]?.subject_id }]);
	});

	test('A3: changing the password needs the old one, ends every session and goes on with a new one', async () => {
		const db = await open();
		const member = await verified(db);
		const change = { memberId: member.id, password: 'a better one this time', userAgent: phone };
		await expect(changePassword(db, { ...change, current: 'wrong' }, now)).rejects.toEqual(
			refused('sign-in-failed')
		);
		expect(await liveMember(db, member.session.token)).toBe(member.id);

		const { session } = await changePassword(db, { ...change, current: member.password }, now);
		expect(await liveMember(db, member.session.token)).toBeUndefined();
		expect(await liveMember(db, session.token)).toBe(member.id);
	});

	test('A3: a new address holds only when both the old and the new one confirmed, in either order', async () => {
		const db = await open();
		const orders = [
			['confirm-address-old', 'confirm-address-new'],
			['confirm-address-new', 'confirm-address-old']
		] as const;
		for (const [index, [first, second]] of orders.entries()) {
			const member = await verified(db, { email: `ada${index}@example.com` });
			const email = `ada.new${index}@example.com`;
			const asked = { ...newAddress(member), email };
			await askForNewAddress(db, asked, now);
			expect((await findIdentity(db, member.id))?.email).toBe(member.email);

			const one = await mailedSecret(db, first, member.id);
			expect(await confirmNewAddress(db, one, now)).toBe('waiting');
			await expect(confirmNewAddress(db, one, now)).rejects.toEqual(refused('link-expired'));
			expect((await findIdentity(db, member.id))?.email).toBe(member.email);

			const other = await mailedSecret(db, second, member.id);
			expect(await confirmNewAddress(db, other, now)).toBe('changed');
			expect(await findIdentity(db, member.id)).toMatchObject({ email, verified: true });
			expect(await findVerified(db, emailKey(member.email))).toBeUndefined();
		}
	});

	test('A3: confirmations of an earlier wish do not count for a later one', async () => {
		const db = await open();
		const member = await verified(db);
		const asked = newAddress(member);
		await askForNewAddress(db, { ...asked, email: 'first@example.com' }, now);
		await confirmNewAddress(db, await mailedSecret(db, 'confirm-address-old', member.id), now);
		await askForNewAddress(db, { ...asked, email: 'second@example.com' }, now);
		const fresh = await mailedSecret(db, 'confirm-address-new', member.id);
		expect(await confirmNewAddress(db, fresh, now)).toBe('waiting');
		expect((await findIdentity(db, member.id))?.email).toBe(member.email);
	});

	test('A3: an address that is somebody’s is never taken over, and asking does not tell', async () => {
		const db = await open();
		const owner = await verified(db, { email: 'owner@example.com' });
		const member = await verified(db);
		const asked = { ...newAddress(member), email: owner.email };
		expect(await askForNewAddress(db, asked, now)).toMatchObject({ token: expect.any(String) });
		expect(await mailsTo(db, owner.id)).toContain('address-taken');
		expect(await mailsTo(db, member.id)).not.toContain('confirm-address-new');
	});

	test('T15 A3: asking for a new address needs the password and gives the session a new token', async () => {
		const db = await open();
		const member = await verified(db);
		const asked = { ...newAddress(member), email: 'new@example.com' };
		await expect(askForNewAddress(db, { ...asked, password: 'wrong' }, now)).rejects.toEqual(
			refused('sign-in-failed')
		);
		expect(await liveMember(db, member.session.token)).toBe(member.id);

		const session = await askForNewAddress(db, asked, now);
		expect(await liveMember(db, member.session.token)).toBeUndefined();
		expect(await liveMember(db, session.token)).toBe(member.id);
	});

	test('A3: an address taken while the confirmations were on their way is refused and nothing changes', async () => {
		const db = await open();
		const member = await verified(db);
		const asked = { ...newAddress(member), email: 'new@example.com' };
		await askForNewAddress(db, asked, now);
		const old = await mailedSecret(db, 'confirm-address-old', member.id);
		const fresh = await mailedSecret(db, 'confirm-address-new', member.id);
		await confirmNewAddress(db, old, now);
		await verified(db, { email: 'new@example.com' });
		await expect(confirmNewAddress(db, fresh, now)).rejects.toEqual(refused('address-taken'));
		expect((await findIdentity(db, member.id))?.email).toBe(member.email);
	});

	test('A3: an unproven address is replaced at once, and links to the old one are worthless', async () => {
		const db = await open();
		const member = await joined(db, { email: 'tpyo@example.com' });
		const old = await mailedSecret(db, 'verify-address', member.id);
		const asked = { ...newAddress(member), email: 'typo@example.com' };
		await askForNewAddress(db, asked, now);
		expect(await findIdentity(db, member.id)).toMatchObject({
			email: 'typo@example.com',
			verified: false
		});
		const take = { token: old, password: 'of the other mailbox', userAgent: phone };
		await expect(setNewPassword(db, 'verify', take, now)).rejects.toEqual(refused('link-expired'));
	});

	test('A3: a reset drops an address change that a thief had begun', async () => {
		const db = await open();
		const member = await verified(db);
		const asked = { ...newAddress(member), email: 'thief@example.com' };
		await askForNewAddress(db, asked, now);
		const thiefs = await mailedSecret(db, 'confirm-address-new', member.id);
		await askForReset(db, member.email, now);
		const token = await mailedSecret(db, 'reset-password', member.id);
		await setNewPassword(db, 'reset', { token, password: 'mine once more', userAgent: phone }, now);
		await expect(confirmNewAddress(db, thiefs, now)).rejects.toEqual(refused('link-expired'));
		expect((await findIdentity(db, member.id))?.pendingEmail).toBeUndefined();
	});

	test('A4: stays that arrived before joining are found once the address is proven, by address and name', async () => {
		const db = await open();
		await publish(db, { ...plainVersion, backdateDays: 30 });
		await build(db);
		const guest = { memberNumber: undefined, email: 'ADA@example.com', lastName: 'lindqvist' };
		const nobody = { id: '', number: '' };
		const stay = { arrival: '2026-02-20', departure: '2026-02-22', updatedAt: now };
		await recordStays(db, [stayOf(nobody, { ...guest, ...stay })], now);
		await recordStays(db, [stayOf(nobody, { ...guest, ...stay, lastName: 'Berg' })], now);

		const member = await joined(db);
		const owned = () =>
			db.selectFrom('stay').select('id').where('member_id', '=', member.id).execute();
		expect(await owned()).toEqual([]);
		const token = await mailedSecret(db, 'verify-address', member.id);
		await setNewPassword(
			db,
			'verify',
			{ token, password: 'chosen at last', userAgent: phone },
			now
		);
		expect(await owned()).toHaveLength(1);
		const account = db.selectFrom('account').select('balance').where('member_id', '=', member.id);
		expect((await account.executeTakeFirstOrThrow()).balance).toBeGreaterThan(0);
	});

	test('A1: a link of nobody is refused like one that is over', async () => {
		const db = await open();
		for (const token of ['', 'x', newId(), 'a'.repeat(10_000)]) {
			const asked = { token, password: 'a long enough secret', userAgent: phone };
			await expect(setNewPassword(db, 'verify', asked, later)).rejects.toEqual(
				refused('link-expired')
			);
			await expect(confirmNewAddress(db, token, later)).rejects.toEqual(refused('link-expired'));
		}
	});
});

function newAddress(member: Awaited<ReturnType<typeof joined>>) {
	const { id: memberId, password, session } = member;
	return { memberId, password, sessionId: session.sessionId, userAgent: phone };
}

async function liveMember(db: Db, token: string): Promise<string | undefined> {
	return (await findSession(db, 'member', token))?.subjectId;
}

async function suspend(db: Db, memberId: string): Promise<void> {
	await db.updateTable('member').set({ status: 'suspended' }).where('id', '=', memberId).execute();
}
