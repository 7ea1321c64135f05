import type { HealthWishTable } from '../db/tables.ts';
import type { Identity } from '../crypto/seal.ts';

type WishKey = Pick<HealthWishTable, 'member_id' | 'property_id' | 'stay_id' | 'item_id'>;

/** What binds a sealed wish to its row. */
export function healthIdentity({ member_id, property_id, stay_id, item_id }: WishKey): Identity {
	return ['health_wish', member_id, property_id, stay_id, item_id];
}

export function healthChangeIdentity({
	id,
	member_id,
	item_id
}: {
	readonly id: string;
	readonly member_id: string;
	readonly item_id: string;
}): Identity {
	return ['health_wish_change', id, member_id, item_id];
}

export function observationIdentity({
	id,
	member_id
}: {
	readonly id: string;
	readonly member_id: string;
}): Identity {
	return ['observation', id, member_id];
}
