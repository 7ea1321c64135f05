/** A seeded generator (mulberry32): the same seed gives the same hotel group, members and stays. */
export class Random {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** From 0 to below 1. */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = this.#state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}

	/** A whole number from 0 to below the limit. */
	readonly below = (limit: number): number => Math.floor(this.next() * limit);

	/** A whole number from one to the other, both included. */
	between(least: number, most: number): number {
		return least + this.below(most - least + 1);
	}

	chance(share: number): boolean {
		return this.next() < share;
	}

	pick<T>(from: readonly T[]): T {
		return from[this.below(from.length)]!;
	}

	/** One of the names, each with its weight. */
	weighted<T extends string>(weights: Readonly<Record<T, number>>): T {
		const entries = Object.entries<number>(weights) as [T, number][];
		let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
		for (const [name, weight] of entries) if ((left -= weight) < 0) return name;
		return entries.at(-1)![0];
	}

	shuffle<T>(items: readonly T[]): T[] {
		const shuffled = [...items];
		for (let at = shuffled.length - 1; at > 0; at--) {
			const other = this.below(at + 1);
			[shuffled[at], shuffled[other]] = [shuffled[other]!, shuffled[at]!];
		}
		return shuffled;
	}
}
