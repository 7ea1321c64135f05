import type { PlainDate } from '../calendar.ts';

/** The first day that counts in a window: not before `since`, when counters started anew. */
export function firstDay(
	from: PlainDate | undefined,
	since: PlainDate | undefined
): PlainDate | undefined {
	return since === undefined || (from !== undefined && from > since) ? from : since;
}
