import { addDays, earlier, later, type PlainDate } from '../calendar.ts';
import type { Reward } from '../rewards/reward.ts';

/** What was bought, as far as it says where and when it can be used. */
export interface Usable {
	readonly reward: Pick<Reward, 'kind' | 'properties' | 'blackouts'>;
	readonly validFrom: PlainDate;
	readonly validTo: PlainDate;
	/** The id of the house, and the day, that it was booked for. */
	readonly bookedAt?: string | undefined;
	readonly useOn?: PlainDate | undefined;
}

export interface StayAt {
	readonly property: { readonly id: string; readonly code: string };
	readonly arrival: PlainDate;
	readonly departure: PlainDate;
}

/**
 * Whether a voucher can be used during a stay: at its house, on a day from the arrival to the departure,
 * both included, that is neither outside of its dates nor blacked out. What was booked for a day fits on it.
 */
export function fitsStay(usable: Usable, { property, arrival, departure }: StayAt): boolean {
	const { reward, validFrom, validTo, bookedAt, useOn } = usable;
	if (bookedAt !== undefined && bookedAt !== property.id) return false;
	if (reward.properties && !reward.properties.includes(property.code)) return false;
	const from = [arrival, validFrom, useOn ?? ''].reduce(later);
	const to = [departure, validTo, useOn ?? departure].reduce(earlier);
	for (let day = from; day <= to; day = addDays(day, 1))
		if (!reward.blackouts?.some((black) => black.from <= day && day <= black.to)) return true;
	return false;
}

/** Whether a room was promised for a night of the stay. */
export function isUpgradeOf(usable: Usable, stay: StayAt): boolean {
	const { reward, bookedAt, useOn } = usable;
	return (
		reward.kind === 'room-upgrade' &&
		bookedAt === stay.property.id &&
		useOn !== undefined &&
		stay.arrival <= useOn &&
		useOn < stay.departure
	);
}
