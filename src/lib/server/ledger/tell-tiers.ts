import type { Instant } from '#lib/domain/calendar.ts';
import type { TierGrant } from '#lib/domain/ledger/account.ts';
import type { Trx } from '../db/database.ts';
import { tellAll } from '../outbox/queries.ts';
import type { MemberPosting } from './posting-queries.ts';

/** What only holds on to a tier, takes one away or follows from a merge is no news to its member. */
const news: ReadonlySet<TierGrant['reason']['kind']> = new Set([
	'reached',
	'named',
	'challenge',
	'card',
	'gift'
]);

/** Whoever listens learns, after the commit, that these members were granted a tier. */
export function tellTiers(
	trx: Trx,
	postings: readonly MemberPosting[],
	now: Instant
): Promise<void> {
	return tellAll(
		trx,
		postings.flatMap(({ memberId, posting }) => {
			const grant = posting.grants.findLast(
				({ reason, revokes }) => revokes === undefined && news.has(reason.kind)
			);
			if (!grant) return [];
			const facts = { grantId: grant.id, tierId: grant.tier, from: grant.from };
			const to = { kind: 'member', id: memberId } as const;
			return [{ channel: 'event' as const, topic: 'tier-reached', to, facts }];
		}),
		now
	);
}
