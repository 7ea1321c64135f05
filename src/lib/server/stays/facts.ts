import { hash } from 'node:crypto';
import { z } from 'zod';
import { nightsBetween, type Instant } from '#lib/domain/calendar.ts';
import { emailKey, familyNameKey } from '#lib/domain/members/keys.ts';
import type { NoPointsBecause } from '#lib/domain/reasons.ts';
import type { StayFacts } from '#lib/domain/stays/stay.ts';
import type { FolioLineTable, PropertyTable, StayRevisionTable, StayTable } from '../db/tables.ts';
import type { StayRows } from './queries.ts';
import type { StayIn } from './stay-in.ts';

/** What of a stay has no column of its own. */
const Details = z.object({
	nightAmounts: z.array(z.object({ on: z.string(), amountMinor: z.int() })).optional(),
	roomAmounts: z.array(z.int()).optional(),
	paidWithPointsMinor: z.int().optional(),
	forOther: z.boolean().optional()
});

export interface StayPlace {
	readonly id: string;
	readonly code: string;
	readonly brand: string;
}

/** The stay as the engine prices it. */
export function toFacts(
	stay: StayIn,
	at: { id: string; revision: number; property: StayPlace; forOther: boolean }
): StayFacts {
	return {
		id: at.id,
		revision: at.revision,
		status: stay.status,
		propertyCode: at.property.code,
		brand: at.property.brand,
		bookedOn: stay.bookedOn,
		arrival: stay.arrival,
		departure: stay.departure,
		nights: nightsBetween(stay.arrival, stay.departure),
		rooms: stay.rooms,
		roomType: stay.roomType,
		ratePlan: stay.ratePlan,
		channel: stay.channel,
		currency: stay.currency,
		folio: stay.folio,
		awardNights: stay.awardNights,
		nightAmounts: stay.nightAmounts,
		roomAmounts: stay.roomAmounts,
		paidWithPointsMinor: stay.paidWithPointsMinor,
		forOther: at.forOther || undefined
	};
}

/** What of the tables says how a stay is priced. */
export interface KeptStay {
	readonly stay: Pick<StayTable, 'id' | 'revision' | 'status' | 'arrival' | 'departure' | 'nights'>;
	readonly revision: Pick<
		StayRevisionTable,
		| 'booked_on'
		| 'rooms'
		| 'room_type'
		| 'rate_plan'
		| 'channel'
		| 'currency'
		| 'award_nights'
		| 'details'
	>;
	readonly folio: readonly Pick<FolioLineTable, 'class' | 'amount_minor' | 'on_date'>[];
	readonly property: Pick<PropertyTable, 'code' | 'brand'>;
}

/** The same, from what the tables keep of it. */
export function factsOf({ stay, revision, folio, property }: KeptStay): StayFacts {
	const details = revision.details ? Details.parse(JSON.parse(revision.details)) : {};
	return {
		id: stay.id,
		revision: stay.revision,
		status: stay.status,
		propertyCode: property.code,
		brand: property.brand,
		bookedOn: revision.booked_on ?? undefined,
		arrival: stay.arrival,
		departure: stay.departure,
		nights: stay.nights,
		rooms: revision.rooms,
		roomType: revision.room_type ?? undefined,
		ratePlan: revision.rate_plan ?? undefined,
		channel: revision.channel ?? undefined,
		currency: revision.currency,
		folio: folio.map((line) => ({
			class: line.class,
			amountMinor: line.amount_minor,
			on: line.on_date
		})),
		awardNights: revision.award_nights,
		...details
	};
}

/** What a word about a stay leaves in the tables. */
export function toRows(
	stay: StayIn,
	facts: StayFacts,
	at: {
		isNew: boolean;
		property: StayPlace;
		memberId: string | undefined;
		bodyHash: string;
		noPointsBecause: NoPointsBecause | undefined;
		now: Instant;
	}
): StayRows {
	const { nightAmounts, roomAmounts, paidWithPointsMinor, forOther } = facts;
	const details = { nightAmounts, roomAmounts, paidWithPointsMinor, forOther };
	const hasDetails = Object.values(details).some((one) => one !== undefined);
	return {
		isNew: at.isNew,
		stay: {
			id: facts.id,
			source: stay.source,
			source_id: stay.stayId,
			property_id: at.property.id,
			member_id: at.memberId ?? null,
			revision: facts.revision,
			status: stay.status,
			arrival: stay.arrival,
			departure: stay.departure,
			nights: facts.nights,
			no_points_because: writeNoPoints(at.noPointsBecause)
		},
		revision: {
			stay_id: facts.id,
			revision: facts.revision,
			property_id: at.property.id,
			status: stay.status,
			booked_on: stay.bookedOn ?? null,
			arrival: stay.arrival,
			departure: stay.departure,
			rooms: stay.rooms,
			adults: stay.adults,
			children: stay.children,
			room_type: stay.roomType ?? null,
			room_number: stay.roomNumber ?? null,
			rate_plan: stay.ratePlan ?? null,
			channel: stay.channel ?? null,
			currency: stay.currency,
			award_nights: stay.awardNights,
			details: hasDetails ? JSON.stringify(details) : null,
			source_updated_at: stay.updatedAt,
			body_hash: at.bodyHash,
			recorded_at: at.now
		},
		folio: stay.folio.map((line, index) => ({
			stay_id: facts.id,
			revision: facts.revision,
			line: index + 1,
			class: line.class,
			amount_minor: line.amountMinor,
			on_date: line.on
		})),
		guest:
			at.memberId === undefined && stay.email && stay.lastName
				? { email_key: emailKey(stay.email), family_name_key: familyNameKey(stay.lastName) }
				: undefined
	};
}

/** Equal for two words about a stay that say the same; when they were said does not matter. */
export function bodyHashOf(stay: StayIn): string {
	const { updatedAt: _, ...body } = stay;
	const inOrder = Object.entries(body)
		.filter(([, value]) => value !== undefined)
		.sort(([a], [b]) => (a < b ? -1 : 1));
	return hash('sha256', JSON.stringify(inOrder), 'base64url');
}

const NoPoints = z.object({
	code: z.string(),
	facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
});

/** Why a stay gives no points, as its column `no_points_because` keeps it. */
export function readNoPoints(column: string | null): NoPointsBecause | undefined {
	if (column === null) return undefined;
	return NoPoints.parse(JSON.parse(column)) as NoPointsBecause;
}

export function writeNoPoints(because: NoPointsBecause | undefined): string | null {
	return because ? JSON.stringify(because) : null;
}
