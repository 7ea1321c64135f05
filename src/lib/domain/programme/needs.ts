import type { Need } from './programme.ts';

/** The thresholds of a need, in the order in which it names them. */
export function leavesOf(need: Need): Extract<Need, { credit: string }>[] {
	return need.kind === 'all' || need.kind === 'any' ? need.of.flatMap(leavesOf) : [need];
}
