export interface Counts {
	readonly score: number;
	readonly mutants: number;
	readonly killed: number;
	readonly timeout: number;
	readonly survived: number;
}

export interface Survivor {
	readonly file: string;
	readonly line: number;
	readonly column: number;
	readonly kind: string;
	readonly code: string;
	readonly change: string;
	readonly uncovered?: boolean;
	readonly why?: string;
}

export interface Outcome {
	readonly counts: Pick<Counts, 'killed' | 'timeout' | 'survived'>;
	readonly survivors: readonly Survivor[];
	/** A digest of the file as it was. */
	readonly source: string;
}

/** Survivors that cannot be noticed, and why. */
export interface Explanation {
	readonly file: string;
	readonly why: string;
	readonly changes: readonly { readonly change: string; readonly code?: string }[];
}

export interface Result extends Counts {
	readonly explained: number;
	readonly byFile: Readonly<Record<string, Counts & Pick<Outcome, 'source'>>>;
	readonly survivors: readonly Survivor[];
}

export function outcomeOf(
	file: string,
	source: string,
	mutants: readonly unknown[]
): Omit<Outcome, 'source'>;
export function joined(
	outcomes: Readonly<Record<string, Outcome>>,
	explanations: readonly Explanation[]
): Result;
export function outcomesIn(kept: Result): Record<string, Outcome>;
