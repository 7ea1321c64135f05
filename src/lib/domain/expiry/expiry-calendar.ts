import type { PlainDate } from '../calendar.ts';
import type { Lot } from '../ledger/account.ts';
import type { History } from '../ledger/history.ts';
import { inSpendingOrder, pointsIn } from '../ledger/lots.ts';
import { versionOn, type Expiry, type Programme } from '../programme/programme.ts';
import type { Activity } from '../programme/programme.ts';
import { silenceOf, silentTo } from './inactivity.ts';
import { nextLapse } from './next-lapse.ts';
import { settlePoints } from './settle-points.ts';

/** How many points lapse first, and their last usable day; points that are over by `today` left out. */
export function pointsValidTo(
	history: History,
	programme: Programme,
	today: PlainDate
): { readonly points: number; readonly validTo: PlainDate } | undefined {
	const lapse = nextLapse(usable(history, programme, today), programme);
	return lapse && { points: pointsIn(lapse.lots), validTo: lapse.validTo };
}

export interface ExpiryCalendar {
	/** The rule in force today. */
	readonly rule: Expiry;
	/** What would keep the points alive; empty when nothing would, or nothing has to. */
	readonly keepAlive: readonly Activity[];
	/** The last usable day of them all if silence goes on, and if there were such activity today. */
	readonly silentTo?: PlainDate | undefined;
	readonly ifActiveToday?: PlainDate | undefined;
	/** Every open lot with the last day it is usable as things stand, first to lapse first. */
	readonly lots: readonly { readonly lot: Lot; readonly validTo?: PlainDate | undefined }[];
}

/** Every open lot with its date, and what would keep the points alive. */
export function expiryCalendar(
	history: History,
	programme: Programme,
	today: PlainDate
): ExpiryCalendar {
	const now = usable(history, programme, today);
	const rule = versionOn(programme, today).document.expiry;
	const silence = silenceOf(now, programme);
	return {
		rule,
		keepAlive: rule.kind === 'inactivity' ? rule.activity : [],
		silentTo: silence?.validTo,
		ifActiveToday: rule.kind === 'inactivity' ? silentTo(rule, today) : undefined,
		lots: inSpendingOrder(now.lots).map((lot) => ({
			lot,
			validTo:
				lot.validTo === undefined || (silence && silence.validTo < lot.validTo)
					? silence?.validTo
					: lot.validTo
		}))
	};
}

/** The history without the points that are over already but not yet written off. */
function usable(history: History, programme: Programme, today: PlainDate): History {
	return settlePoints(history, programme, today, () => '').history;
}
