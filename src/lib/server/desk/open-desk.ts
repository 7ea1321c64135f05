import type { Instant } from '#lib/domain/calendar.ts';
import { readPin } from '#lib/domain/desk/pin.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { recordAct } from '../audit/queries.ts';
import { unlockLimits } from '../auth/limits.ts';
import { verifyPassword } from '../auth/passwords.ts';
import { countTry, forgetTries } from '../auth/rate-limits.ts';
import { endSession, startSession, type NewSession } from '../auth/sessions.ts';
import type { Db, Reader } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { findSecrets, listClerksWithPin } from '../staff/pin-queries.ts';
import { putOpen } from './lock-queries.ts';

export interface OpenDesk {
	/** Whose session the browser has. */
	readonly staff: { readonly id: string; readonly sessionId: string };
	/** Who stands there now. */
	readonly clerkId: string;
	/** Their PIN; of somebody without one who opens their own desk, the password. */
	readonly secret: string;
	/** The house whose clerks may change there; none: nobody else can open it. */
	readonly propertyId?: string | undefined;
	/** By what tries on this device are counted. */
	readonly device: string;
	readonly userAgent: string;
}

/**
 * Opens a desk, for the clerk who locked it or for another of its house: then the session of the one
 * before ends, and the new one is returned. Refused with `pin-wrong`, in the same words and time for
 * whoever has no PIN, is no clerk of the house or may no more, and kept; with `too-many-tries` after five.
 */
export async function openDesk(
	db: Db,
	asked: OpenDesk,
	now: Instant
): Promise<NewSession | undefined> {
	const limits = unlockLimits(asked.clerkId, asked.device);
	await countTry(db, limits, now);
	const known = await findKnown(db, asked);
	const typed = known.kind === 'pin' ? (readPin(asked.secret) ?? '') : asked.secret;
	if (!(await verifyPassword(known.hash, typed))) return refuse(db, asked, now);
	return transact(db, async (trx) => {
		await forgetTries(trx, limits, now);
		const { staff, clerkId } = asked;
		const actor = { kind: 'staff', id: clerkId } as const;
		if (clerkId === staff.id) {
			await putOpen(trx, staff.sessionId, now);
			await recordAct(trx, { actor, act: 'desk-opened', subject: actor }, now);
			return undefined;
		}
		// Whoever was faster has ended it already.
		if (!(await endSession(trx, 'staff', staff.id, staff.sessionId)))
			throw new Refusal('not-allowed');
		const session = await startSession(trx, 'staff', clerkId, asked.userAgent);
		await putOpen(trx, session.sessionId, now);
		const facts = { before: staff.id };
		await recordAct(trx, { actor, act: 'clerk-changed', subject: actor, facts }, now);
		return session;
	});
}

async function findKnown(
	reader: Reader,
	{ staff, clerkId, propertyId }: OpenDesk
): Promise<{ kind: 'pin' | 'password'; hash: string | undefined }> {
	const isOwn = clerkId === staff.id;
	const clerks =
		isOwn || propertyId === undefined ? [] : await listClerksWithPin(reader, { propertyId });
	if (!isOwn && !clerks.some(({ id }) => id === clerkId)) return { kind: 'pin', hash: undefined };
	const secrets = await findSecrets(reader, clerkId);
	if (!isOwn || secrets?.pinHash !== undefined) return { kind: 'pin', hash: secrets?.pinHash };
	return { kind: 'password', hash: secrets?.passwordHash };
}

/** A wrong one is kept, without what was typed. */
async function refuse(db: Db, { staff, clerkId }: OpenDesk, now: Instant): Promise<never> {
	await transact(db, async (trx) => {
		const isKnown = (await findSecrets(trx, clerkId)) !== undefined;
		const subject = { kind: 'staff', id: isKnown ? clerkId : 'unknown' };
		await recordAct(
			trx,
			{ actor: { kind: 'staff', id: staff.id }, act: 'pin-wrong', subject },
			now
		);
	});
	throw new Refusal('pin-wrong');
}
