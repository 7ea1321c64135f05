import { addDays, type PlainDate } from '../calendar.ts';
import { amountOfClass } from '../earning/eligible.ts';
import { exchangeOf, type Exchange } from '../earning/price-stay.ts';
import { compare, decimal, fraction, over } from '../fraction.ts';
import type { History } from '../ledger/history.ts';
import { minorPerUnit } from '../money.ts';
import { versionOn, type Programme } from '../programme/programme.ts';
import type { NoPointsBecause } from '../reasons.ts';
import { revenueClasses, type RateOn, type StayFacts } from './stay.ts';

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
	const exchange = exchangeOf(stay, document, rateOn);
	const facts = { from: stay.currency, to: document.currency, day: stay.departure };
	if (exchange === 'missing') return { code: 'no-exchange-rate', facts };
	if (exceeds(stay, exchange)) return { code: 'amount-too-large', facts };
	return undefined;
}

// A slip in an amount or a rate. Points and counters of what is below it stay exact numbers.
const units_max = 10 ** 12;

/** Whether a stay is worth more than any is, in units of the programme's currency. */
function exceeds(stay: StayFacts, exchange: Exchange | undefined): boolean {
	const minor = revenueClasses.reduce((sum, one) => sum + amountOfClass(stay, one), 0);
	const paid = fraction(Math.min(minor, Number.MAX_SAFE_INTEGER), minorPerUnit(stay.currency));
	const units = exchange ? over(paid, decimal(exchange.rate)) : paid;
	return compare(units, fraction(units_max)) > 0;
}
