import { addDays } from '#lib/domain/calendar.ts';
import { rankStays, type RankedStay, type StayThere } from '#lib/domain/claims/rank-stays.ts';
import { familyNameKey } from '#lib/domain/members/keys.ts';
import type { CandidateStay } from '#lib/domain/views/claims.ts';
import type { Programme } from '#lib/domain/programme/programme.ts';
import type { Reader } from '../db/database.ts';
import type { StayClaimTable } from '../db/tables.ts';
import type { Identity } from '../members/queries.ts';
import {
	daysBefore,
	listByReference,
	listOwnCandidates,
	listStaysOfNobody,
	type CandidateRow
} from '../stays/claimed-queries.ts';
import { factsOf } from '../stays/facts.ts';
import { listStoredStays } from '../stays/queries.ts';
import { weighStay } from './weigh-stay.ts';

interface Candidate extends StayThere {
	readonly row: CandidateRow;
}

const shown_max = 6;

/**
 * Stays of that house which may be the one: of nobody and touching the days, the guest's own of those
 * days, and whatever bears the number that the guest gave. Each that can be linked says what it gives.
 */
export async function findCandidates(
	reader: Reader,
	claim: StayClaimTable,
	guest: Identity,
	{ programme, today }: { readonly programme: Programme; readonly today: string }
): Promise<CandidateStay[]> {
	const { property_id: propertyId, arrival, departure, reference } = claim;
	const at = { propertyId, arrival, departure };
	const { memberId } = guest;
	const rows = [
		...(await listStaysOfNobody(reader, at, addDays(arrival, -daysBefore))),
		...(await listOwnCandidates(reader, memberId, at)),
		...(await listByReference(reader, propertyId, [reference, reference.toUpperCase()]))
	];
	const unique = [...new Map(rows.map((row) => [row.id, row])).values()];
	const said = {
		arrival,
		departure,
		reference,
		nameKey: familyNameKey(claim.booked_name),
		emailKey: guest.emailKey
	};
	const ranked = rankStays(
		said,
		unique.map((row) => toCandidate(row, memberId))
	).slice(0, shown_max);
	const stored = await listStoredStays(
		reader,
		ranked.flatMap(({ stay }) => (stay.owner === 'nobody' ? [stay.id] : []))
	);
	const shown: CandidateStay[] = [];
	for (const one of ranked) {
		const kept = stored.find(({ stay }) => stay.id === one.stay.id);
		const facts = kept && factsOf(kept);
		const gives = facts && (await weighStay(reader, { memberId, facts }, programme, today));
		shown.push(toShown(one, gives));
	}
	return shown;
}

function toCandidate(row: CandidateRow, memberId: string): Candidate {
	const isTheirs = row.member_id === memberId;
	return {
		id: row.id,
		owner: row.member_id === null ? 'nobody' : isTheirs ? 'guest' : 'other',
		arrival: row.arrival,
		departure: row.departure,
		reference: row.source_id,
		nameKey: row.family_name_key ?? undefined,
		emailKey: row.email_key ?? undefined,
		row
	};
}

function toShown(
	{ stay, like }: RankedStay<Candidate>,
	gives: CandidateStay['gives']
): CandidateStay {
	const { id, owner, arrival, departure, reference, row } = stay;
	const canLink = owner !== 'other' && row.status === 'checked_out';
	const { nights, status } = row;
	return { id, owner, arrival, departure, nights, status, reference, like, gives, canLink };
}
