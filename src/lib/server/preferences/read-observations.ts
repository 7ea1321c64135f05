import { dateIn } from '#lib/domain/calendar.ts';
import type { ObservationLine } from '#lib/domain/views/preferences.ts';
import { hasKeys } from '../crypto/seal.ts';
import type { Reader } from '../db/database.ts';
import { listProperties } from '../stays/properties.ts';
import { listObservations } from './observation-queries.ts';

/** What staff noticed about a member, with the house where they did. */
export async function readObservations(
	reader: Reader,
	memberId: string
): Promise<ObservationLine[]> {
	if (!hasKeys(reader)) return [];
	const noted = await listObservations(reader, memberId);
	if (noted.length === 0) return [];
	const houses = new Map((await listProperties(reader)).map((house) => [house.id, house]));
	return noted.map(({ id, text, propertyId, at }) => {
		const house = houses.get(propertyId);
		return {
			id,
			text,
			property: house?.name ?? { en: propertyId },
			on: dateIn(house?.timeZone ?? 'UTC', at)
		};
	});
}
