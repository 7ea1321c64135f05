import { dateIn, type Instant } from '#lib/domain/calendar.ts';
import { isFound, type GuestSearch } from '#lib/domain/desk/search.ts';
import { fullName } from '#lib/domain/members/full-name.ts';
import type { SearchView } from '#lib/domain/views/desk-people.ts';
import { recordAct } from '../audit/queries.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import type { Property } from '../stays/properties.ts';
import { listInHouse } from './guest-queries.ts';

export const found_max = 8;

export interface SearchGuests {
	readonly staffId: string;
	readonly property: Property;
	readonly search: GuestSearch;
}

/** Guests of the house by name and room: those who are in it or arrive today. That somebody looked is kept. */
export function searchGuests(
	db: Db,
	{ staffId, property, search }: SearchGuests,
	now: Instant
): Promise<SearchView> {
	return transact(db, async (trx) => {
		const today = dateIn(property.timeZone, now);
		const rows = await listInHouse(trx, { propertyId: property.id, today });
		const found = rows
			.map((row) => ({
				givenName: row.given_name,
				familyName: row.family_name,
				name: fullName(row.given_name, row.family_name),
				number: row.number,
				room: row.room_number ?? undefined,
				roomType: row.room_type ?? undefined,
				arrival: row.arrival,
				departure: row.departure
			}))
			.filter((guest) => isFound(guest, search));
		const guests = found
			.slice(0, found_max)
			.map(({ givenName: _given, familyName: _family, ...guest }) => guest);
		const facts = {
			property: property.code,
			byRoom: search.room !== undefined,
			shown: guests.length
		};
		await recordAct(
			trx,
			{
				actor: { kind: 'staff', id: staffId },
				act: 'guests-searched',
				subject: { kind: 'property', id: property.id },
				facts
			},
			now
		);
		return { guests, more: found.length > guests.length };
	});
}
