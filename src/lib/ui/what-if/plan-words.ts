import type { Counter } from '#lib/domain/views/home.ts';
import type { MissingOfPlan, WhatIfAnswer, WhatIfView } from '#lib/domain/views/what-if.ts';
import { formatDate, formatList, inWords } from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';
import { sayCredits } from '../credits.ts';

type Names = Pick<WhatIfView, 'tiers' | 'counters'>;

export function tierName({ tiers }: Pick<WhatIfView, 'tiers'>, id: string): string {
	const tier = tiers[id];
	return tier ? inWords(tier.name) : id;
}

/** "Gold from 14 March 2027." */
export function sayTier(view: Names, { tier, since }: WhatIfAnswer): string {
	const name = tierName(view, tier);
	return since
		? m.whatif_reaches({ tier: name, date: formatDate(since) })
		: m.whatif_stays({ tier: name });
}

/** How long the tier of the plan lasts; nothing where it has no end of its own. */
export function sayValidity({ validTo, forLife }: WhatIfAnswer): string | undefined {
	if (forLife) return m.whatif_for_life();
	return validTo && m.whatif_valid_to({ date: formatDate(validTo) });
}

/** "3 nights and €2,000 to Gold, by 31 December.", a sentence for each way. */
export function sayMissing(view: Names, { tier, ways }: MissingOfPlan): string[] {
	return ways.flatMap(({ by, needs, left }) => {
		const parts = left.flatMap(([credit, amount]) => {
			const counter = view.counters[credit];
			return counter
				? [sayCredits({ ...counter, credit, has: 0, goal: 0 } satisfies Counter, amount)]
				: [];
		});
		if (parts.length === 0) return [];
		const credits = formatList(parts, needs === 'all' ? 'conjunction' : 'disjunction');
		const name = tierName(view, tier);
		return by
			? m.progress_by({ credits, tier: name, date: formatDate(by) })
			: m.progress_any_time({ credits, tier: name });
	});
}
