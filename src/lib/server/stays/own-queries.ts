import type { PlainDate } from '#lib/domain/calendar.ts';
import type { Reader } from '../db/database.ts';

const ownStays = (reader: Reader, memberId: string) =>
	reader
		.selectFrom('stay')
		.select(['id', 'property_id', 'status', 'arrival', 'departure'])
		.where('member_id', '=', memberId);

export type OwnStay = Awaited<ReturnType<ReturnType<typeof ownStays>['execute']>>[number];

/** A stay of the member; of somebody else's it is as if there were none. */
export function findOwnStay(
	reader: Reader,
	memberId: string,
	stayId: string
): Promise<OwnStay | undefined> {
	return ownStays(reader, memberId).where('id', '=', stayId).executeTakeFirst();
}

export function listOwnStays(
	reader: Reader,
	memberId: string,
	stayIds: readonly string[]
): Promise<OwnStay[]> {
	if (stayIds.length === 0) return Promise.resolve([]);
	return ownStays(reader, memberId).where('id', 'in', stayIds).execute();
}

/** Those that are booked or under way, the next one first. */
export function listComingStays(
	reader: Reader,
	memberId: string,
	today: PlainDate
): Promise<OwnStay[]> {
	return ownStays(reader, memberId)
		.where('status', 'in', ['booked', 'in_house'])
		.where('departure', '>=', today)
		.orderBy('arrival')
		.orderBy('id')
		.limit(12)
		.execute();
}
