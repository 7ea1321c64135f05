export interface Counts {
	readonly score: number;
	readonly mutants: number;
	readonly killed: number;
	readonly timeout: number;
	readonly survived: number;
}

export function summarise(report: { readonly files: Readonly<Record<string, unknown>> }): Counts & {
	readonly byFile: Readonly<Record<string, Counts>>;
	readonly survivors: readonly {
		readonly file: string;
		readonly line: number;
		readonly column: number;
		readonly kind: string;
		readonly change: string;
		readonly uncovered?: boolean;
	}[];
};
