import type { Instant } from '../calendar.ts';
import { recommendClass } from './net-promoter.ts';
import { toMicro, type Scores } from './score.ts';

/** Whether a guest had stayed before the stay that was asked about. */
export type GuestKind = 'new' | 'returning';

export type SumKind =
	'response' | 'index' | 'dimension' | 'item' | 'promoter' | 'passive' | 'detractor';

/** What one response adds: how many, and their scores on the scale of 2 to 10, in millionths. */
export interface Sum {
	readonly kind: SumKind;
	/** The dimension or item; else empty. */
	readonly id: string;
	readonly n: number;
	readonly micro: number;
}

/**
 * What a response adds to the sums of its month, in the order in which they are written: two that are
 * sent at once wait for each other instead of both for ever.
 */
export function sumsOf({ index, dimensions, items }: Scores, recommend: number | undefined): Sum[] {
	const count = (kind: SumKind): Sum => ({ kind, id: '', n: 1, micro: 0 });
	const scored = (kind: SumKind, scores: Scores['items']): Sum[] =>
		[...scores].map(([id, score]) => ({ kind, id, n: 1, micro: toMicro(score) }));
	const all = [
		count('response'),
		...(index ? scored('index', new Map([['', index]])) : []),
		...scored('dimension', dimensions),
		...scored('item', items),
		...(recommend === undefined ? [] : [count(recommendClass(recommend))])
	];
	return all.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

function keyOf({ kind, id }: Sum): string {
	return `${kind} ${id}`;
}

/** The month that a response counts for, YYYY-MM in UTC. */
export function monthOf(at: Instant): string {
	return at.slice(0, 7);
}

/** The first of the last `months` months, this one with them. */
export function firstMonth(now: Instant, months: number): string {
	const [year, month] = [Number(now.slice(0, 4)), Number(now.slice(5, 7))];
	const first = year * 12 + month - months;
	const text = (value: number, digits: number) => String(value).padStart(digits, '0');
	return `${text(Math.floor(first / 12), 4)}-${text((first % 12) + 1, 2)}`;
}
