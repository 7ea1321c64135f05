import { addMilliseconds, type Instant, type PlainDate } from '#lib/domain/calendar.ts';
import { recordAct } from '../audit/queries.ts';
import { followStay } from '../claims/queries.ts';
import type { Reader, Trx } from '../db/database.ts';
import { findIdentities } from '../members/queries.ts';
import { claimSource, listRecordedForClaims, touches } from './claimed-queries.ts';
import { factsOf } from './facts.ts';
import { listStoredStays, type StoredStay } from './queries.ts';
import type { StayIn } from './stay-in.ts';

/** A stay that a house reports of a member. */
export interface Arriving {
	readonly id: string;
	readonly memberId: string;
	readonly propertyId: string;
	readonly arrival: PlainDate;
	readonly departure: PlainDate;
}

/** A stay that a manager recorded for a claim, and what the house itself says in its place. */
export interface Replaced {
	readonly stayId: string;
	readonly by: Arriving;
	/** That it is no more, as a word about it. */
	readonly word: StayIn;
	readonly stored: StoredStay;
}

/**
 * What was recorded for claims and is now reported by the house: the same member, house and nights. Two
 * words about one stay would count it twice, and the house knows better.
 */
export async function findReplaced(
	reader: Reader,
	arriving: readonly Arriving[],
	now: Instant
): Promise<Replaced[]> {
	if (arriving.length === 0) return [];
	const recorded = await listRecordedForClaims(reader, [
		...new Set(arriving.map(({ memberId }) => memberId))
	]);
	const pairs = recorded.flatMap((row) => {
		const by = arriving.find(
			(one) =>
				one.memberId === row.member_id && one.propertyId === row.property_id && touches(one, row)
		);
		return by ? [{ stayId: row.id, by }] : [];
	});
	if (pairs.length === 0) return [];
	const stored = await listStoredStays(
		reader,
		pairs.map(({ stayId }) => stayId)
	);
	const guests = await findIdentities(
		reader,
		pairs.map(({ by }) => by.memberId)
	);
	return pairs.flatMap(({ stayId, by }) => {
		const one = stored.find(({ stay }) => stay.id === stayId);
		const memberNumber = guests.get(by.memberId)?.number;
		return one ? [{ stayId, by, stored: one, word: { ...noMore(one, now), memberNumber } }] : [];
	});
}

/** The same stay as cancelled, said later than anything before. */
function noMore(stored: StoredStay, now: Instant): StayIn {
	const { stay, revision, property } = stored;
	const { folio, nightAmounts, roomAmounts } = factsOf(stored);
	const { source_updated_at: before } = revision;
	return {
		source: claimSource,
		stayId: stay.source_id,
		property: property.code,
		status: 'cancelled',
		arrival: stay.arrival,
		departure: stay.departure,
		rooms: revision.rooms,
		adults: revision.adults,
		children: revision.children,
		roomType: revision.room_type ?? undefined,
		currency: revision.currency,
		folio,
		nightAmounts,
		roomAmounts,
		awardNights: revision.award_nights,
		updatedAt: addMilliseconds(before > now ? before : now, 1)
	};
}

/** The claims now stand for what the house reported, and the audit says why a stay was cancelled. */
export async function keepReplaced(
	trx: Trx,
	replaced: readonly Replaced[],
	now: Instant
): Promise<void> {
	for (const { stayId, by, stored } of replaced) {
		await followStay(trx, stayId, by.id);
		const actor = { kind: 'system', id: 'stays' } as const;
		const subject = { kind: 'claim', id: stored.stay.source_id };
		const facts = { stay: stayId, by: by.id, memberId: by.memberId };
		await recordAct(trx, { actor, act: 'claim-stay-replaced', subject, facts }, now);
	}
}
