import { Random as Seeded } from '#lib/server/demo/random.ts';

/** Chance that a seed repeats. */
export class Random extends Seeded {
	uuid(): string {
		const hex = Array.from({ length: 32 }, () => this.below(16).toString(16)).join('');
		return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
	}
}
