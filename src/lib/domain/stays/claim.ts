import { addMonths, type PlainDate } from '../calendar.ts';
import type { Version } from '../programme/programme.ts';
import { Refusal } from '../refusal.ts';

/** The last day on which something that is missing can be claimed; undefined: there is none. */
export function claimUntil(
	happenedOn: PlainDate,
	{ claimMonths }: Pick<Version, 'claimMonths'>
): PlainDate | undefined {
	return claimMonths === undefined ? undefined : addMonths(happenedOn, claimMonths);
}

/**
 * Whether something that happened on a day can still be claimed, by the version of that day. The last
 * day is the same day so many months on. Refused: `claim-too-late`.
 */
export function decideClaim(
	on: PlainDate,
	happenedOn: PlainDate,
	version: Pick<Version, 'claimMonths'>
): void {
	const until = claimUntil(happenedOn, version);
	if (until !== undefined && on > until) throw new Refusal('claim-too-late', { until });
}
