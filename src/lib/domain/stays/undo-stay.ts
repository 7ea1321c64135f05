import { addDays, type PlainDate } from '../calendar.ts';
import { uncredit } from '../earning/credit-stay.ts';
import type { NewId } from '../ledger/account.ts';
import { expireLots } from '../ledger/expire.ts';
import type { History, Step } from '../ledger/history.ts';
import { withdraw } from '../ledger/pending.ts';
import { followedBy, nothing } from '../ledger/posting.ts';
import { reverse, type Made } from '../ledger/reverse.ts';
import { versionOn, type Programme } from '../programme/programme.ts';
import { adding } from './follow.ts';
import type { MadeByStay } from './made.ts';
import { leave } from './make-stay.ts';
import type { StayFacts } from './stay.ts';

/** A stay's credits count no more. */
export function uncount(
	before: Step,
	made: MadeByStay,
	stayId: string,
	programme: Programme,
	newId: NewId
): Step {
	const uncredited = followedBy(before, (now) => adding(now, uncredit(made.credits, newId)));
	return followedBy(uncredited, (now) => leave(now, stayId, programme, newId));
}

/** A stay's points are reversed, or withdrawn where they still wait. */
export function takeBack(
	history: History,
	{ earned, pending }: MadeByStay,
	given: { readonly on: PlainDate; readonly why: string; readonly comesAnew?: number },
	programme: Programme,
	newId: NewId
): Step {
	if (earned) return reverse(history, earned, given, programme, newId);
	return pending ? withdraw(history, pending, { on: given.on, why: given.why }) : nothing(history);
}

/**
 * What had lapsed in silence does not come back because its stay is corrected: the undated lots that
 * come in its place lapse on the same day.
 */
export function lapseAgain(
	history: History,
	earned: Made | undefined,
	{ departure }: Pick<StayFacts, 'departure'>,
	opened: ReadonlySet<string>,
	programme: Programme,
	newId: NewId
): Step {
	const on = earned?.moves.findLast(({ kind }) => kind === 'expire')?.on;
	if (on === undefined || departure >= on) return nothing(history);
	const lots = history.lots.filter(({ id, validTo }) => opened.has(id) && validTo === undefined);
	if (lots.length === 0) return nothing(history);
	const lapse = { rule: 'inactivity', validTo: addDays(on, -1), effectiveOn: on, lots } as const;
	return expireLots(history, lapse, versionOn(programme, on), newId);
}
