import type { Instant } from '#lib/domain/calendar.ts';
import { versionOn } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { ClaimToDecide, Weighed } from '#lib/domain/views/claims.ts';
import type { Reader } from '../db/database.ts';
import type { StayClaimTable } from '../db/tables.ts';
import { refuseOwn } from '../desk/own-guest.ts';
import { readAdjustLimit } from '../ledger/adjust-limit.ts';
import { findIdentity } from '../members/queries.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { findStaff } from '../staff/queries.ts';
import { toFacts } from '../stays/facts.ts';
import { toClaimView } from './claim-lines.ts';
import { findCandidates } from './find-candidates.ts';
import { toClaimRow } from './list-claims.ts';
import { readPhoto } from './photo.ts';
import { findClaim, hasPhoto } from './queries.ts';
import { houseOf } from './read-claims.ts';
import { stayOf, type ClaimedAmounts } from './record-claim.ts';
import { weighStay } from './weigh-stay.ts';
import { findMemberNow } from './whose-claim.ts';

/** All that a manager needs to decide, on one screen. Refused: `not-found`. */
export async function readClaimToDecide(
	reader: Reader,
	{ claimId, staffId }: { readonly claimId: string; readonly staffId: string },
	now: Instant
): Promise<ClaimToDecide> {
	const claim = await findClaim(reader, claimId);
	if (!claim) throw new Refusal('not-found');
	const property = await houseOf(reader, claim);
	const memberId = await findMemberNow(reader, claim.member_id);
	const guest = await findIdentity(reader, memberId);
	if (!guest) throw new Refusal('not-found');
	const programme = await readProgramme(reader);
	const today = todayIn(programme, now);
	const may = await mayDecide(reader, claim, memberId, staffId);
	const actor = { kind: 'staff', id: staffId } as const;
	const limit = await readAdjustLimit(reader, actor, memberId, now);
	return {
		...toClaimView(claim, property, await hasPhoto(reader, claimId)),
		row: toClaimRow(claim, property, guest, today),
		pointsName: versionOn(programme, today).document.pointsName,
		currency: property.currency,
		candidates:
			may === 'over' ? [] : await findCandidates(reader, claim, guest, { programme, today }),
		decided: await decidedOf(reader, claim),
		may,
		limitLeft: limit && Math.max(limit.limit - limit.today, 0)
	};
}

/** What a stay recorded from the bill would give; nothing is written. Refused: `not-found`. */
export async function weighClaim(
	reader: Reader,
	claimId: string,
	stay: { readonly amounts: ClaimedAmounts; readonly roomType?: string | undefined },
	now: Instant
): Promise<Weighed> {
	const claim = await findClaim(reader, claimId);
	if (!claim) throw new Refusal('not-found');
	const property = await houseOf(reader, claim);
	const memberId = await findMemberNow(reader, claim.member_id);
	const said = await stayOf(reader, { claim, memberId, property }, stay, now);
	const facts = toFacts(said, { id: claimId, revision: 1, property, forOther: false });
	const programme = await readProgramme(reader);
	return weighStay(reader, { memberId, facts }, programme, todayIn(programme, now));
}

/** The photo, for those who decide. Refused: `not-found`. */
export async function readClaimPhoto(
	reader: Reader,
	claimId: string
): Promise<Uint8Array<ArrayBuffer>> {
	const photo = await readPhoto(reader, claimId);
	if (!photo) throw new Refusal('not-found');
	return photo;
}

async function mayDecide(
	reader: Reader,
	claim: StayClaimTable,
	memberId: string,
	staffId: string
): Promise<ClaimToDecide['may']> {
	if (claim.status !== 'sent') return 'over';
	for (const id of new Set([memberId, claim.member_id])) {
		const isOwn = await refuseOwn(reader, staffId, id).then(
			() => false,
			(thrown: unknown) => {
				if (thrown instanceof Refusal && thrown.code === 'own-membership') return true;
				throw thrown;
			}
		);
		if (isOwn) return 'own';
	}
	return 'decide';
}

async function decidedOf(
	reader: Reader,
	{ decided_at: at, decided_by: staffId, how }: StayClaimTable
): Promise<ClaimToDecide['decided']> {
	if (at === null) return undefined;
	const by = staffId === null ? undefined : (await findStaff(reader, staffId))?.name;
	return { by, at, ...(how === null ? {} : { how }) };
}
