import type { Instant } from '#lib/domain/calendar.ts';
import { emailKey } from '#lib/domain/members/keys.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { recordAct } from '../audit/queries.ts';
import type { Db, Reader } from '../db/database.ts';
import type { SubjectKind } from '../db/tables.ts';
import { transact } from '../db/transact.ts';
import { findByAddress } from '../members/queries.ts';
import { findStaffByAddress } from '../staff/queries.ts';
import { admit, type SignedIn } from './admit.ts';
import { findLink } from './links.ts';
import { knownDeviceLimits, signInLimits } from './limits.ts';
import { verifyPassword } from './passwords.ts';
import { countTry } from './rate-limits.ts';
import { endSession, startSession } from './sessions.ts';

export interface SignIn {
	readonly email: string;
	readonly password: string;
	readonly userAgent: string;
	readonly address: string;
	/** From the cookie of a browser that signed in before. */
	readonly deviceToken?: string | undefined;
	/** The session that this browser held until now; it ends. */
	readonly replaces?: { readonly id: string; readonly sessionId: string } | undefined;
}

interface Account {
	readonly id: string;
	readonly active: boolean;
	readonly passwordHash?: string | undefined;
}

const findAccount: Record<
	SubjectKind,
	(db: Reader, emailKey: string) => Promise<Account | undefined>
> = { member: findByAddress, staff: findStaffByAddress };

/**
 * Signs in by password. Refuses `sign-in-failed` in the same words and the same time whether the
 * address is known or not (one comparison, always), `too-many-tries` before comparing, and
 * `account-suspended` only to those who know the password.
 */
export async function signIn(
	db: Db,
	kind: SubjectKind,
	{ email, password, userAgent, address, deviceToken, replaces }: SignIn,
	now: Instant
): Promise<SignedIn> {
	const account = await findAccount[kind](db, emailKey(email));
	const device = deviceToken ? await findLink(db, ['device'], deviceToken, now) : undefined;
	const known = device?.kind === kind && account?.id === device.subjectId;
	await countTry(
		db,
		known ? knownDeviceLimits(device.hash) : signInLimits(kind, email, address),
		now
	);

	const matches = await verifyPassword(account?.passwordHash, password);
	if (!matches || !account) throw new Refusal('sign-in-failed');
	if (!account.active) throw new Refusal('account-suspended');
	return transact(db, async (trx) => {
		const subject = { kind, id: account.id };
		if (replaces) await endSession(trx, kind, replaces.id, replaces.sessionId);
		if (kind === 'staff')
			await recordAct(trx, { actor: { kind, id: account.id }, act: 'signed-in', subject }, now);
		return known
			? { session: await startSession(trx, kind, account.id, userAgent) }
			: admit(trx, kind, account.id, userAgent, now);
	});
}
