import type { WishPlace, SaidIn } from '#lib/domain/preferences/effective.ts';
import type { Wishes, WishValue } from '#lib/domain/preferences/item.ts';
import type { Instant } from '#lib/domain/calendar.ts';
import { hasKeys, unseal } from '../crypto/seal.ts';
import type { Reader } from '../db/database.ts';
import { listClear, listOfStays, listSealed } from './held-queries.ts';
import { healthIdentity } from './health.ts';
import { everywhere, type Place } from './places.ts';
import { toValue } from './queries.ts';

/** A wish with the moment at which it was said. */
export interface HeldWish {
	readonly value: WishValue;
	readonly at: Instant;
}

export interface HeldAt {
	readonly propertyId: string;
	/** The stays to look at, of these members. */
	readonly stayIds?: readonly string[] | undefined;
	/** Also what says something of health: only for the guest, and where a stay lets the desk see it. */
	readonly health: boolean;
}

interface Row extends HeldWish {
	readonly memberId: string;
	readonly place: WishPlace;
	readonly stayId: string;
	readonly itemId: string;
}

/** What members said, each in the places that count at a hotel. */
async function listRows(
	reader: Reader,
	memberIds: readonly string[],
	{ propertyId, stayIds = [], health }: HeldAt
): Promise<Row[]> {
	const here = (id: string): WishPlace => (id === everywhere ? 'everywhere' : 'house');
	const clear = await listClear(reader, memberIds, { propertyId });
	const stays = stayIds.length > 0 ? await listOfStays(reader, stayIds) : [];
	const sealed =
		health && hasKeys(reader) ? await listSealed(reader, memberIds, { propertyId }) : [];
	return [
		...clear.map((row) => ({
			memberId: row.member_id,
			place: here(row.property_id),
			stayId: '',
			itemId: row.item_id,
			value: toValue(row.value),
			at: row.set_at
		})),
		...stays.map((row) => ({
			memberId: row.member_id,
			place: 'stay' as const,
			stayId: row.stay_id,
			itemId: row.item_id,
			value: toValue(row.value),
			at: row.set_at
		})),
		...sealed.map((row) => ({
			memberId: row.member_id,
			place: row.stay_id === '' ? here(row.property_id) : ('stay' as const),
			stayId: row.stay_id,
			itemId: row.item_id,
			value: toValue(unseal(reader, row, healthIdentity(row))),
			at: row.set_at
		}))
	];
}

/** By member, or by member and stay where both are asked for (`held.of`). */
export interface Held {
	readonly of: (memberId: string, stayId?: string) => SaidIn<HeldWish>;
}

export async function readHeld(
	reader: Reader,
	memberIds: readonly string[],
	at: HeldAt
): Promise<Held> {
	const byMember = Map.groupBy(await listRows(reader, memberIds, at), ({ memberId }) => memberId);
	return {
		of: (memberId, stayId = '') => {
			const rows = byMember.get(memberId) ?? [];
			const inPlace = (place: WishPlace) =>
				Object.fromEntries(
					rows
						.filter((row) => row.place === place && (place !== 'stay' || row.stayId === stayId))
						.map(({ itemId, value, at: saidAt }) => [itemId, { value, at: saidAt }])
				);
			return {
				stay: stayId === '' ? {} : inPlace('stay'),
				house: inPlace('house'),
				everywhere: inPlace('everywhere')
			};
		}
	};
}

export const levelOf = ({ propertyId, stayId }: Place): WishPlace =>
	stayId !== '' ? 'stay' : propertyId === everywhere ? 'everywhere' : 'house';

/** The same of one place as its values alone. */
export function valuesOf(said: Readonly<Record<string, HeldWish | undefined>>): Wishes {
	return Object.fromEntries(
		Object.entries(said).flatMap(([itemId, wish]) => (wish ? [[itemId, wish.value]] : []))
	);
}
