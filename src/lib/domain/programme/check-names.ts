import type { Problem } from './problem.ts';
import type { Version } from './programme.ts';

/** A name that nothing here has; none given is none wrong. */
export function unknown(
	id: string | undefined,
	known: readonly string[],
	what: string,
	pointer: string
): Problem[] {
	return id === undefined || known.includes(id)
		? []
		: [{ pointer, message: `is no ${what}: ${id}` }];
}

/** The tier's place in a version, −1 when it has no such tier. */
export function rankIn({ tiers }: Version, tier: string): number {
	return tiers.findIndex(({ id }) => id === tier);
}

/** Things of one list with the same id. */
export function checkIds(version: Version, pointer: string): Problem[] {
	const { milestones = [], activities = [] } = version;
	const lists: readonly (readonly [string, readonly { readonly id: string }[] | undefined])[] = [
		['counters', version.counters],
		['tiers', version.tiers],
		['credits', version.credits],
		['earning', version.earning],
		['awards', version.awards],
		['milestones', milestones],
		['rollOver', version.rollOver],
		['tierYears', version.tierYears],
		['cards', version.cards],
		['activities', activities],
		['conversions', version.conversions],
		['services', version.services],
		...version.tiers.flatMap(({ ways, benefits }, at) => [
			[`tiers/${at}/ways`, ways] as const,
			[`tiers/${at}/benefits`, benefits] as const
		]),
		...milestones.map(({ options }, at) => [`milestones/${at}/options`, options] as const),
		...activities.flatMap(({ measures, earning, credits }, at) => [
			[`activities/${at}/measures`, measures] as const,
			[`activities/${at}/earning`, earning] as const,
			[`activities/${at}/credits`, credits] as const
		])
	];
	return lists.flatMap(([name, list = []]) =>
		list.flatMap(({ id }, at) =>
			list.findIndex((other) => other.id === id) < at
				? [{ pointer: `${pointer}/${name}/${at}/id`, message: `is used twice: ${id}` }]
				: []
		)
	);
}
