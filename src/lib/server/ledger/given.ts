import { settlePoints } from '#lib/domain/expiry/settle-points.ts';
import { earn } from '#lib/domain/ledger/earn.ts';
import type { Step } from '#lib/domain/ledger/history.ts';
import { followedBy } from '#lib/domain/ledger/posting.ts';
import { versionOn } from '#lib/domain/programme/programme.ts';
import type { GivenReasons } from '#lib/domain/reasons.ts';
import { newId } from '../ids.ts';
import type { Held } from './post-once.ts';

/** Points that somebody of the house gives today, for a reason that the guest reads. Above 0. */
export function given(
	{ history, programme, today }: Held,
	kind: 'adjust' | 'goodwill',
	points: number,
	why: string
): Step {
	const reasons: GivenReasons = { kind: 'given', what: kind, points, why };
	return followedBy(settlePoints(history, programme, today, newId), (settled) =>
		earn(settled, { kind, points, effectiveOn: today, reasons }, versionOn(programme, today), newId)
	);
}
