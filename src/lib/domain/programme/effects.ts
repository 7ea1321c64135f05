import { comesOut } from './comes-out.ts';
import type { Example } from './example.ts';
import { runExamples } from './examples.ts';
import type { Version } from './programme.ts';

const fields = ['earned', 'tier', 'pointsValidTo'] as const;

/** What one example's member gets by one version alone and by another. */
export interface ExampleEffect {
	readonly name: string;
	readonly field: (typeof fields)[number];
	readonly before: unknown;
	readonly after: unknown;
}

/**
 * Plays examples as if one version had always been in force, then as if the other had, and tells where
 * points, tier or the last usable day come out differently. Their dates decide nothing here.
 */
export function compareExamples(
	before: Version,
	after: Version,
	examples: readonly Example[]
): ExampleEffect[] {
	const looked = examples.map((example) => ({
		...example,
		expect: Object.fromEntries(fields.map((field) => [field, null])) as object
	}));
	const play = ({ from, ...version }: Version) => {
		void from;
		const file = { schemaVersion: 1, name: { en: '' }, versions: [version], examples: looked };
		return runExamples(file as never).examples;
	};
	const [was, is] = [play(before), play(after)];
	return was.flatMap(({ name, actual }, at) =>
		fields.flatMap((field) => {
			const [one, other] = [actual[field], is[at]?.actual[field]];
			return one === undefined || other === undefined || comesOut(one, other)
				? []
				: [{ name, field, before: one, after: other }];
		})
	);
}
