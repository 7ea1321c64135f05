import { dateIn, type Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Reader } from '../db/database.ts';
import { findOwnStay } from '../stays/own-queries.ts';
import { listProperties } from '../stays/properties.ts';
import { anywhere, type Place } from './places.ts';

export interface PlaceAsked {
	readonly memberId: string;
	readonly propertyId?: string | undefined;
	readonly stayId?: string | undefined;
}

/**
 * Where something is wished, and the hotel whose questions it answers. Refused: `not-found` for a hotel
 * that there is not and a stay of somebody else, `stay-over` for one that is not to come.
 */
export async function placeFor(
	reader: Reader,
	{ memberId, propertyId, stayId }: PlaceAsked,
	now: Instant
): Promise<{ readonly place: Place; readonly asks: string | undefined }> {
	if (stayId === undefined && propertyId === undefined) return { place: anywhere, asks: undefined };
	const properties = await listProperties(reader);
	const houseOf = (id: string | undefined) => properties.find((one) => one.id === id);
	if (stayId === undefined) {
		const house = houseOf(propertyId);
		if (!house) throw new Refusal('not-found');
		return { place: { propertyId: house.id, stayId: '' }, asks: house.id };
	}
	const stay = await findOwnStay(reader, memberId, stayId);
	const house = houseOf(stay?.property_id);
	if (!stay || !house) throw new Refusal('not-found');
	const isToCome = stay.status === 'booked' || stay.status === 'in_house';
	if (!isToCome || stay.departure < dateIn(house.timeZone, now)) throw new Refusal('stay-over');
	return { place: { propertyId: house.id, stayId }, asks: house.id };
}
