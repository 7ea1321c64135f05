export interface Side {
	readonly name: string;
	/** Runs once and says how much it did in a second (or how much it took: any one positive figure). */
	readonly measure: () => Promise<number>;
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
 * The ratio A ÷ B, taken per round in the order A B B A (or B A A B, by a coin), so that a machine
 * that slows down or warms up during a round weighs on both sides alike.
 */
export async function ratios(a: Side, b: Side, count = 7): Promise<Ratios> {
	const rounds: number[] = [];
	for (let round = 1; round <= count; round++) {
		const aFirst = Math.random() < 0.5;
		const [first, second] = aFirst ? [a, b] : [b, a];
		const outer = [await first.measure()];
		const inner = [await second.measure(), await second.measure()];
		outer.push(await first.measure());
		const ratio = aFirst ? mean(outer) / mean(inner) : mean(inner) / mean(outer);
		rounds.push(ratio);
		console.log(`  round ${round}: ${a.name} ÷ ${b.name} = ${ratio.toFixed(3)}`);
	}
	const [one, two, three, four] = [
		await a.measure(),
		await a.measure(),
		await a.measure(),
		await a.measure()
	];
	const aa = (one + four) / (two + three);
	console.log(`  A/A round: ${aa.toFixed(3)}`);
	return { value: median(rounds), min: Math.min(...rounds), max: Math.max(...rounds), rounds, aa };
}

export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function mean(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}
