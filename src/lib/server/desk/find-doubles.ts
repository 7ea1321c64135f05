import { dateIn, type Instant } from '#lib/domain/calendar.ts';
import { looksAlike, type PersonName } from '#lib/domain/desk/looks-alike.ts';
import { fullName } from '#lib/domain/members/full-name.ts';
import { emailKey, familyNameKey, givenNameKey } from '#lib/domain/members/keys.ts';
import type { DoubleView } from '#lib/domain/views/desk-people.ts';
import type { Reader } from '../db/database.ts';
import { listNamesakes } from '../members/namesake-queries.ts';
import { findByAddress } from '../members/queries.ts';
import type { Property } from '../stays/properties.ts';
import { listInHouse } from './guest-queries.ts';

/**
 * Members who may be the one who is about to be enrolled: by the address, by a name like it among the
 * guests of the house, and by the same name anywhere. Of whom the desk does not see it learns only that
 * there is somebody.
 */
export async function findDoubles(
	reader: Reader,
	person: PersonName & { readonly email: string },
	property: Property,
	now: Instant
): Promise<DoubleView[]> {
	const owner = await findByAddress(reader, emailKey(person.email));
	const here = { propertyId: property.id, today: dateIn(property.timeZone, now) };
	const inHouse = await listInHouse(reader, here);
	const alike = inHouse.filter(({ given_name: givenName, family_name: familyName }) =>
		looksAlike(person, { givenName, familyName })
	);
	const keys = { given: givenNameKey(person.givenName), family: familyNameKey(person.familyName) };
	const known = new Set([...alike.map((row) => row.member_id), owner?.id]);
	const elsewhere = (await listNamesakes(reader, keys)).filter(({ id }) => !known.has(id));
	return [
		...(owner ? [{ kind: 'address' as const, proven: owner.verified }] : []),
		...alike.map(({ given_name, family_name, number, arrival, departure }) => ({
			kind: 'guest' as const,
			name: fullName(given_name, family_name),
			...{ number, arrival, departure }
		})),
		...(elsewhere.length > 0 ? [{ kind: 'name' as const, count: elsewhere.length }] : [])
	];
}
