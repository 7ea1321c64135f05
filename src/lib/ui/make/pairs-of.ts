/** Two siblings that are compared, and the field that says how. */
export interface Pair {
	readonly one: string;
	readonly other: string;
	readonly name: string;
}

/** Each pair once, in the order of the siblings. */
export function pairsOf(ids: readonly string[]): Pair[] {
	return ids.flatMap((one, at) =>
		ids.slice(at + 1).map((other) => ({ one, other, name: `p:${one}:${other}` }))
	);
}
