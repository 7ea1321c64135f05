import { addDays } from '../calendar.ts';
import type { Lapse } from '../ledger/expire.ts';
import type { History } from '../ledger/history.ts';
import { inSpendingOrder } from '../ledger/lots.ts';
import type { Programme } from '../programme/programme.ts';
import { silenceOf } from './inactivity.ts';

/** The points that lapse first if nothing more happens. */
export function nextLapse(history: History, programme: Programme): Lapse | undefined {
	const [first] = inSpendingOrder(history.lots);
	if (!first) return undefined;
	const silence = silenceOf(history, programme);
	const lotTo = first.validTo;
	if (lotTo !== undefined && (!silence || lotTo <= silence.validTo)) {
		return {
			rule: 'lot',
			validTo: lotTo,
			effectiveOn: addDays(lotTo, 1),
			lots: history.lots.filter((lot) => lot.validTo === lotTo)
		};
	}
	return (
		silence && {
			rule: 'inactivity',
			validTo: silence.validTo,
			effectiveOn: addDays(silence.validTo, 1),
			activeOn: silence.since,
			lots: history.lots
		}
	);
}
