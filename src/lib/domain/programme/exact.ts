import { add, parseFraction, toDecimal, toText, zero } from '../fraction.ts';
import type { ActivityReasons, StayReasons } from '../reasons.ts';

/** What the rules gave before any rounding, the tier's bonus left out: decimal text, or 'n/d'. */
export function exactOf({ lines }: StayReasons | ActivityReasons): string {
	const exact = lines.map((line) => parseFraction(line.exact)).reduce(add, zero);
	const decimal = toDecimal(exact, 9);
	return decimal.exact ? decimal.text : toText(exact);
}
