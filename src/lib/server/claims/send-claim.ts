import { hash } from 'node:crypto';
import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import { decideNewClaim } from '#lib/domain/claims/decide-new-claim.ts';
import { versionOn } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Db, Reader } from '../db/database.ts';
import type { StayClaimTable } from '../db/tables.ts';
import { transact } from '../db/transact.ts';
import { listMergedFrom } from '../ledger/merged-queries.ts';
import { mustBeActive } from '../ledger/post-once.ts';
import { lockAccount } from '../ledger/queries.ts';
import { redrawImage } from '../media/redraw-image.ts';
import { findIdentity } from '../members/queries.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { hasCountedStay } from '../stays/claimed-queries.ts';
import { listProperties } from '../stays/properties.ts';
import { keepPhoto } from './photo.ts';
import { claimClaim, countClaims, findClaim } from './queries.ts';

export interface SendClaim {
	/** Made where the form was shown, or on the phone: sent again it is the same claim. */
	readonly id: string;
	readonly memberId: string;
	/** The house's code. */
	readonly property: string;
	readonly arrival: PlainDate;
	readonly departure: PlainDate;
	/** Of the booking or of the bill. */
	readonly reference: string;
	readonly bookedName: string;
	readonly note?: string | undefined;
	/** The photo of the bill, as it was sent. */
	readonly photo?: Uint8Array | undefined;
}

/**
 * A guest says that a stay is missing; a manager decides. Refused: `address-unverified`,
 * `account-suspended`, `unknown-property`, what `decideNewClaim` refuses, `image-unreadable`,
 * `image-too-large`, `same-id-other-body`, and `not-found` for an id of somebody else.
 */
export async function sendClaim(
	db: Db,
	command: SendClaim,
	now: Instant
): Promise<{ readonly claimId: string }> {
	const bodyHash = hashOf(command);
	const before = await sentBefore(db, command, bodyHash);
	if (before) return before;
	await decide(db, command, now);
	// Drawn before the transaction: it takes a while, and nobody should wait for it.
	const photo = command.photo && (await redrawImage(command.photo));
	return transact(db, async (trx) => {
		const member = await lockAccount(trx, command.memberId);
		if (!member) throw new Refusal('not-found');
		const again = await sentBefore(trx, command, bodyHash);
		if (again) return again;
		mustBeActive(member);
		const row = await decide(trx, command, now);
		if (!(await claimClaim(trx, { ...row, body_hash: bodyHash }))) throw new Refusal('not-found');
		if (photo) await keepPhoto(trx, command.id, photo);
		return { claimId: command.id };
	});
}

async function sentBefore(
	reader: Reader,
	{ id, memberId }: SendClaim,
	bodyHash: string
): Promise<{ claimId: string } | undefined> {
	const known = await findClaim(reader, id);
	if (!known) return undefined;
	if (known.member_id !== memberId) throw new Refusal('not-found');
	if (known.body_hash !== bodyHash) throw new Refusal('same-id-other-body');
	return { claimId: id };
}

async function decide(
	reader: Reader,
	{ id, memberId, property: code, arrival, departure, ...said }: SendClaim,
	now: Instant
): Promise<Omit<StayClaimTable, 'body_hash'>> {
	const guest = await findIdentity(reader, memberId);
	if (!guest) throw new Refusal('not-found');
	if (!guest.verified) throw new Refusal('address-unverified');
	const property = (await listProperties(reader)).find((one) => one.code === code);
	if (!property) throw new Refusal('unknown-property');
	const programme = await readProgramme(reader);
	const today = todayIn(programme, now);
	const at = { propertyId: property.id, arrival, departure };
	const own = [memberId, ...(await listMergedFrom(reader, [memberId]))];
	const claims = await countClaims(reader, own, at);
	decideNewClaim(today, { arrival, departure }, versionOn(programme, departure).document, {
		hasStay: await hasCountedStay(reader, memberId, at),
		hasClaim: claims.same > 0,
		openClaims: claims.open
	});
	return {
		id,
		member_id: memberId,
		property_id: property.id,
		arrival,
		departure,
		reference: said.reference,
		booked_name: said.bookedName,
		note: said.note ?? null,
		status: 'sent',
		sent_at: now,
		sent_on: today,
		decided_at: null,
		decided_by: null,
		reason: null,
		stay_id: null,
		how: null
	};
}

function hashOf({ id: _, memberId: __, photo, ...said }: SendClaim): string {
	const { property, arrival, departure, reference, bookedName, note = null } = said;
	const body = [property, arrival, departure, reference, bookedName, note];
	return hash('sha256', JSON.stringify([...body, photo ? hash('sha256', photo) : null]));
}
