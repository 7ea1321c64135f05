import { sql } from 'kysely';
import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import type { Reward } from '#lib/domain/rewards/reward.ts';
import type { Reader } from '../db/database.ts';
import { statement } from '../db/statement.ts';
import { toReward } from './queries.ts';

/** A redemption that waits for a house to say yes or no. */
export interface Waiting {
	readonly redemptionId: string;
	readonly memberId: string;
	/** As it was when it was redeemed. */
	readonly reward: Reward;
	readonly redeemedAt: Instant;
	/** The day that it is booked for. */
	readonly useOn?: PlainDate | undefined;
	readonly nights?: number | undefined;
	/** Until when it can be said; nobody did: it returns by itself. */
	readonly confirmTo: Instant;
}

const waitingAt = statement((reader, values: { propertyId: string; now: Instant }) =>
	waiting(reader)
		.where('redemption.property_id', '=', values.propertyId)
		.where('redemption.confirm_to', '>', values.now)
		.orderBy('redemption.confirm_to')
		.orderBy('redemption.id')
		.limit(sql.lit(100))
);

function waiting(reader: Reader) {
	return reader
		.selectFrom('redemption')
		.innerJoin('reward_revision as revision', (join) =>
			join
				.onRef('revision.reward_id', '=', 'redemption.reward_id')
				.onRef('revision.revision', '=', 'redemption.reward_revision')
		)
		.where('redemption.status', '=', sql.lit<'reserved'>('reserved'))
		.select(['redemption.id', 'redemption.member_id', 'redemption.redeemed_at'])
		.select(['use_on', 'nights', 'confirm_to', 'revision.document']);
}

/** What waits for a house's word, the oldest cut-off first. */
export async function listWaiting(
	reader: Reader,
	propertyId: string,
	now: Instant
): Promise<Waiting[]> {
	const rows = await waitingAt(reader, { propertyId, now });
	return rows.map((row) => ({
		redemptionId: row.id,
		memberId: row.member_id,
		reward: toReward(row.document),
		redeemedAt: row.redeemed_at,
		useOn: row.use_on ?? undefined,
		nights: row.nights ?? undefined,
		confirmTo: row.confirm_to ?? ''
	}));
}

const nextOver = statement((reader, values: { now: Instant; after: Instant; afterId: string }) =>
	reader
		.selectFrom('redemption')
		.select(['id', 'confirm_to'])
		.where('status', '=', sql.lit<'reserved'>('reserved'))
		.where('confirm_to', '<=', values.now)
		.where((row) =>
			row.or([
				row('confirm_to', '>', values.after),
				row.and([row('confirm_to', '=', values.after), row('id', '>', values.afterId)])
			])
		)
		.orderBy('confirm_to')
		.orderBy('id')
		.limit(sql.lit(1))
);

/** The next one whose cut-off is over, after another. */
export async function findNextOver(
	reader: Reader,
	now: Instant,
	[after = '', afterId = '']: readonly string[]
): Promise<{ readonly id: string; readonly confirmTo: Instant } | undefined> {
	const [row] = await nextOver(reader, { now, after, afterId });
	return row && { id: row.id, confirmTo: row.confirm_to ?? '' };
}
