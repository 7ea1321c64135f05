/** Figures taken at the same time, by name; all above 0. */
export type Measured<Name extends string> = Readonly<Record<Name, number>>;

export interface SideOf<Name extends string> {
	readonly name: string;
	/** Runs once and says how much it did in a second, or how long it took. */
	readonly measure: () => Promise<Measured<Name>>;
}

export interface Ratios {
	readonly value: number;
	readonly min: number;
	readonly max: number;
	readonly rounds: readonly number[];
	/** A measured against itself: how far from 1 this machine strays by itself. */
	readonly aa: number;
}

/**
 * The ratios A ÷ B, taken per round in the order A B B A (or B A A B, by a coin), so that a machine
 * that slows down or warms up during a round weighs on both sides alike.
 */
export async function ratiosOf<Name extends string>(
	names: readonly Name[],
	a: SideOf<Name>,
	b: SideOf<Name>,
	count = 7
): Promise<Record<Name, Ratios>> {
	const rounds: Measured<Name>[] = [];
	for (let round = 1; round <= count; round++) {
		const aFirst = Math.random() < 0.5;
		const [first, second] = aFirst ? [a, b] : [b, a];
		const outer = [await first.measure()];
		const inner = [await second.measure(), await second.measure()];
		outer.push(await first.measure());
		rounds.push(aFirst ? divided(names, outer, inner) : divided(names, inner, outer));
		console.log(`  round ${round}: ${a.name} ÷ ${b.name} = ${said(names, rounds.at(-1)!)}`);
	}
	const [one, two] = [await a.measure(), await a.measure()];
	const [three, four] = [await a.measure(), await a.measure()];
	const aa = divided(names, [one, four], [two, three]);
	console.log(`  A/A round: ${said(names, aa)}`);
	const ofName = (name: Name): Ratios => {
		const values = rounds.map((round) => round[name]);
		const spread = { min: Math.min(...values), max: Math.max(...values) };
		return { value: median(values), ...spread, rounds: values, aa: aa[name] };
	};
	return Object.fromEntries(names.map((name) => [name, ofName(name)])) as Record<Name, Ratios>;
}

/** `ratiosOf` a single figure. */
export async function ratios(a: Side, b: Side, count = 7): Promise<Ratios> {
	const { figure } = await ratiosOf(['figure'], toFigure(a), toFigure(b), count);
	return figure;
}

export interface Side {
	readonly name: string;
	readonly measure: () => Promise<number>;
}

function toFigure({ name, measure }: Side): SideOf<'figure'> {
	return { name, measure: async () => ({ figure: await measure() }) };
}

function divided<Name extends string>(
	names: readonly Name[],
	above: readonly Measured<Name>[],
	below: readonly Measured<Name>[]
): Measured<Name> {
	const of = (all: readonly Measured<Name>[], name: Name) => mean(all.map((one) => one[name]));
	const parts = names.map((name) => [name, of(above, name) / of(below, name)] as const);
	return Object.fromEntries(parts) as Measured<Name>;
}

function said<Name extends string>(names: readonly Name[], measured: Measured<Name>): string {
	return names
		.map((name) => `${names.length > 1 ? `${name} ` : ''}${measured[name].toFixed(3)}`)
		.join(', ');
}

export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function mean(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}
