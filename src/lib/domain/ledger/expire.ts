import type { PlainDate } from '../calendar.ts';
import type { PublishedVersion } from '../programme/programme.ts';
import type { ExpiryReasons } from '../reasons.ts';
import type { Lot, NewId } from './account.ts';
import type { History, Step } from './history.ts';
import { movesOf, without } from './lots.ts';
import { emptyPosting, enter } from './posting.ts';

export interface Lapse {
	readonly rule: ExpiryReasons['rule'];
	/** The last day the points could be used; the entry counts on the day after. */
	readonly validTo: PlainDate;
	readonly effectiveOn: PlainDate;
	readonly activeOn?: PlainDate | undefined;
	readonly lots: readonly Lot[];
}

/** All that is left in the lots expires, in one entry. */
export function expireLots(
	history: History,
	lapse: Lapse,
	version: PublishedVersion,
	newId: NewId
): Step {
	const takes = lapse.lots.map((lot) => ({ lot, points: lot.left }));
	const { entry, account } = enter(history.account, {
		id: newId(),
		kind: 'expire',
		points: -takes.reduce((sum, take) => sum + take.points, 0),
		debtChange: 0,
		effectiveOn: lapse.effectiveOn,
		programmeVersion: version.number,
		reasons: {
			kind: 'expiry',
			rule: lapse.rule,
			validTo: lapse.validTo,
			...(lapse.activeOn === undefined ? {} : { activeOn: lapse.activeOn }),
			lots: takes.map(({ lot, points }) => ({ id: lot.id, earnedOn: lot.earnedOn, points }))
		}
	});
	return {
		posting: { ...emptyPosting(account), entries: [entry], moves: movesOf(entry.id, takes) },
		history: { ...history, account, lots: without(history.lots, takes) }
	};
}
