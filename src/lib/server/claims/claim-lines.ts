import { nightsBetween } from '#lib/domain/calendar.ts';
import { answerBy } from '#lib/domain/claims/answer-by.ts';
import type { ClaimLine, ClaimView } from '#lib/domain/views/claims.ts';
import type { StayClaimTable } from '../db/tables.ts';
import type { Property } from '../stays/properties.ts';

export function toClaimLine(row: StayClaimTable, { name }: Property): ClaimLine {
	return {
		id: row.id,
		property: name,
		arrival: row.arrival,
		departure: row.departure,
		nights: nightsBetween(row.arrival, row.departure),
		status: row.status,
		sentOn: row.sent_on,
		...(row.reason === null ? {} : { reason: row.reason }),
		...(row.stay_id === null ? {} : { stayId: row.stay_id })
	};
}

export function toClaimView(row: StayClaimTable, property: Property, hasPhoto: boolean): ClaimView {
	return {
		claim: toClaimLine(row, property),
		reference: row.reference,
		bookedName: row.booked_name,
		note: row.note ?? undefined,
		hasPhoto,
		answerBy: answerBy(row.sent_on)
	};
}
