import type { Instant } from '#lib/domain/calendar.ts';
import type { Trx } from '../db/database.ts';
import type { MemberPosting } from '../ledger/posting-queries.ts';
import { tellAll, type Message } from '../outbox/queries.ts';

/** Members learn, after the commit, what milestones gave them; by when they choose, where they may. */
export function tellIssued(
	trx: Trx,
	postings: readonly MemberPosting[],
	now: Instant
): Promise<void> {
	return tellAll(
		trx,
		postings.flatMap(({ memberId, posting }): Message[] => {
			const { milestones, choices } = posting;
			const [one] = milestones;
			if (!one) return [];
			const chosen = new Set(choices.map(({ grantId }) => grantId));
			const open = milestones.flatMap(({ id, chooseBy }) =>
				chosen.has(id) ? [] : (chooseBy ?? [])
			);
			// A late arrival can reach what nobody can choose any more.
			const by = open.filter((day) => day >= now.slice(0, 10)).toSorted()[0];
			const message = {
				to: { kind: 'member', id: memberId },
				facts: { milestones: milestones.length, ...(by === undefined ? {} : { by }) }
			} as const;
			return [
				{ channel: 'event', topic: 'milestones-reached', ...message },
				{ channel: 'mail', topic: by ? 'milestone-choice' : 'milestone-given', ...message }
			];
		}),
		now
	);
}
