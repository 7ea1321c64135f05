import { addDays, type PlainDate } from '../calendar.ts';
import { exchangeOf } from '../earning/price-stay.ts';
import type { History } from '../ledger/history.ts';
import { versionOn, type Programme } from '../programme/programme.ts';
import type { NoPointsBecause } from '../reasons.ts';
import type { RateOn, StayFacts } from './stay.ts';

/** Why a stay is not priced at all; undefined when it is. */
export function whyNot(
	{ joinedOn }: History,
	stay: StayFacts,
	programme: Programme,
	rateOn: RateOn,
	today: PlainDate
): NoPointsBecause | undefined {
	const { document } = versionOn(programme, stay.departure);
	const backdateDays = document.backdateDays ?? 0;
	if (stay.departure < addDays(joinedOn, -backdateDays))
		return { code: 'before-joining', facts: { joinedOn, backdateDays } };
	switch (stay.status) {
		case 'booked':
			return { code: 'booked', facts: { departure: stay.departure } };
		case 'in_house':
			return { code: 'in-house', facts: { departure: stay.departure } };
		case 'cancelled':
			return { code: 'cancelled', facts: {} };
		case 'no_show':
			return { code: 'no-show', facts: {} };
		case 'checked_out':
			break;
	}
	if (stay.departure > today) return { code: 'not-departed', facts: { departure: stay.departure } };
	if (stay.forOther) return { code: 'for-other', facts: {} };
	if (exchangeOf(stay, document, rateOn) !== 'missing') return undefined;
	const facts = { from: stay.currency, to: document.currency, day: stay.departure };
	return { code: 'no-exchange-rate', facts };
}
