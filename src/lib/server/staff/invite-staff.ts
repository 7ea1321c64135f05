import type { Instant } from '#lib/domain/calendar.ts';
import { emailKey } from '#lib/domain/members/keys.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { recordAct, type Actor } from '../audit/queries.ts';
import { createLink, withdrawLinks } from '../auth/links.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { tell } from '../outbox/queries.ts';
import { idsOf } from './create-staff.ts';
import {
	addStaffProperties,
	findStaff,
	findStaffByAddress,
	insertStaff,
	type NewStaff
} from './queries.ts';

export interface InviteStaff extends Omit<NewStaff, 'emailKey'> {
	/** Where somebody of the desk works. */
	readonly propertyCodes: readonly string[];
}

/**
 * A new colleague, who sets the password by a mailed link. The id was rendered into the form, so sending
 * it twice is once. Refuses `address-taken` and `unknown-property`.
 */
export async function inviteStaff(
	db: Db,
	{ propertyCodes, ...staff }: InviteStaff,
	actor: Actor,
	now: Instant
): Promise<void> {
	await transact(db, async (trx) => {
		const key = emailKey(staff.email);
		if (!(await insertStaff(trx, { ...staff, emailKey: key }, now))) {
			const known = await findStaffByAddress(trx, key);
			if (known?.id === staff.id) return;
			throw new Refusal('address-taken');
		}
		const works = staff.role === 'desk' ? propertyCodes : [];
		await addStaffProperties(trx, staff.id, await idsOf(trx, works));
		const subject = { kind: 'staff', id: staff.id } as const;
		const facts = { role: staff.role, properties: works.toSorted().join(), revision: 1 };
		await recordAct(trx, { actor, act: 'staff-created', subject, facts }, now);
		await mailWelcome(trx, staff.id, now);
	});
}

/** The link once more; the one before it no longer works. Refuses `not-found`, `account-suspended`. */
export async function sendWelcomeAnew(
	db: Db,
	staffId: string,
	actor: Actor,
	now: Instant
): Promise<void> {
	await transact(db, async (trx) => {
		const staff = await findStaff(trx, staffId);
		if (!staff) throw new Refusal('not-found');
		if (!staff.active) throw new Refusal('account-suspended');
		const subject = { kind: 'staff', id: staffId } as const;
		await recordAct(trx, { actor, act: 'staff-link-sent', subject }, now);
		await mailWelcome(trx, staffId, now);
	});
}

async function mailWelcome(trx: Trx, staffId: string, now: Instant): Promise<void> {
	const to = { kind: 'staff', id: staffId } as const;
	await withdrawLinks(trx, ['staff-welcome'], to);
	const secret = await createLink(trx, 'staff-welcome', to, now);
	await tell(trx, { channel: 'mail', topic: 'staff-welcome', to, secret }, now);
}
