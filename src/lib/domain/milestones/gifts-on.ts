import type { PlainDate } from '../calendar.ts';
import type { History } from '../ledger/history.ts';
import type { Gift, Programme } from '../programme/programme.ts';
import { inForce } from '../tiers/held-tier.ts';
import { tierValidTo } from '../tiers/windows.ts';
import { milestoneOf, optionsNamed } from './milestones-of.ts';

/** Pieces of a gift that a milestone gave. */
export interface GiftPieces {
	readonly grantId: string;
	readonly milestone: string;
	readonly at: number;
	readonly gift: Gift;
	readonly count: number;
	/** The day it was given: the milestone's, of a choice the day it was made. */
	readonly from: PlainDate;
	/** The last day, reckoned from the day on which the milestone was reached; none is for life. */
	readonly validTo?: PlainDate | undefined;
}

/** What milestones gave in pieces and can still be used on a day, the first to end first. */
export function giftsOn(
	history: Pick<History, 'milestones' | 'choices' | 'joinedOn'>,
	programme: Programme,
	day: PlainDate
): GiftPieces[] {
	return giftsOf(history, programme)
		.filter((pieces) => inForce(pieces, day))
		.toSorted((one, other) => {
			const [first, second] = [one.validTo ?? '9999-12-31', other.validTo ?? '9999-12-31'];
			return first < second ? -1 : first > second ? 1 : 0;
		});
}

/** Everything that milestones gave in pieces, whether it can be used or not. */
export function giftsOf(
	{ milestones, choices, joinedOn }: Pick<History, 'milestones' | 'choices' | 'joinedOn'>,
	programme: Programme
): GiftPieces[] {
	return milestones.flatMap((grant) => {
		const milestone = milestoneOf(grant, programme);
		const choice = choices.find(({ grantId }) => grantId === grant.id);
		const given =
			milestone.kind === 'gift' && milestone.gift
				? [milestone.gift]
				: optionsNamed(milestone, choice?.options ?? []);
		return given
			.filter(({ points }) => points === undefined)
			.map((gift) => ({
				grantId: grant.id,
				milestone: grant.milestone,
				at: grant.at,
				gift,
				count: gift.count ?? 1,
				from: choice?.on ?? grant.reachedOn,
				validTo: gift.validity && tierValidTo(gift.validity, grant.reachedOn, joinedOn)
			}));
	});
}
