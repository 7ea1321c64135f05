import type { Instant } from '#lib/domain/calendar.ts';
import type { Trx } from '../db/database.ts';
import { tellAll } from '../outbox/queries.ts';
import type { MemberPosting } from './posting-queries.ts';

export interface PostedNotice {
	readonly memberId: string;
	readonly points: number;
	readonly balance: number;
}

/** Whoever listens learns, after the commit, that points of these members have moved. */
export function tellPosted(
	trx: Trx,
	notices: readonly PostedNotice[],
	now: Instant
): Promise<void> {
	return tellAll(
		trx,
		notices.map(({ memberId, points, balance }) => ({
			channel: 'event',
			topic: 'points-posted',
			to: { kind: 'member', id: memberId },
			facts: { points, balance }
		})),
		now
	);
}

export function toNotice({ memberId, posting }: MemberPosting): PostedNotice {
	const points = posting.entries.reduce((sum, entry) => sum + entry.points, 0);
	return { memberId, points, balance: posting.account.balance };
}
