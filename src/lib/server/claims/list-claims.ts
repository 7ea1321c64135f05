import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import { overdueBefore } from '#lib/domain/claims/answer-by.ts';
import { claimStatuses } from '#lib/domain/claims/states.ts';
import { fullName } from '#lib/domain/members/full-name.ts';
import type { ClaimRow, ClaimsView } from '#lib/domain/views/claims.ts';
import type { Reader } from '../db/database.ts';
import type { StayClaimTable } from '../db/tables.ts';
import { listState, readList } from '../lists.ts';
import { findIdentities, type Identity } from '../members/queries.ts';
import { readToday } from '../programme/read-programme.ts';
import { listProperties, type Property } from '../stays/properties.ts';
import { toClaimLine } from './claim-lines.ts';
import { claimSorts, countAllClaims, listClaims } from './queries.ts';

/** What guests miss, the oldest first; those that wait unless the address asks for others. */
export async function readClaimsToDecide(
	reader: Reader,
	url: URL,
	now: Instant
): Promise<ClaimsView> {
	const asked = readList(url, { sorts: claimSorts, filters: ['house', 'status'] });
	const houses = await listProperties(reader);
	const today = await readToday(reader, now);
	const { house, status } = asked.filters;
	const filter = {
		propertyId: houses.find(({ code }) => code === house)?.id,
		status: status === 'all' ? undefined : (claimStatuses.find((one) => one === status) ?? 'sent'),
		waitsSince: status === 'overdue' ? overdueBefore(today) : undefined
	} as const;
	const found = await listClaims(reader, filter, asked);
	const guests = await findIdentities(
		reader,
		found.map((row) => row.member_id)
	);
	return {
		list: listState(asked, await countAllClaims(reader, filter)),
		claims: found.flatMap((row) => {
			const guest = guests.get(row.member_id);
			const place = houses.find(({ id }) => id === row.property_id);
			return guest && place ? [toClaimRow(row, place, guest, today)] : [];
		}),
		houses: houses.map(({ code, name }) => ({ code, name }))
	};
}

export function toClaimRow(
	row: StayClaimTable,
	property: Property,
	guest: Identity,
	today: PlainDate
): ClaimRow {
	const { reason: _, stayId: __, ...line } = toClaimLine(row, property);
	return {
		...line,
		guest: {
			id: guest.memberId,
			name: fullName(guest.givenName, guest.familyName),
			number: guest.number
		},
		overdue: row.status === 'sent' && row.sent_on < overdueBefore(today)
	};
}
