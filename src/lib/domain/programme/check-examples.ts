import { parseAmount } from '../money.ts';
import type { Example, ExampleEvent, ExampleStay } from './example.ts';
import type { Problem } from './problem.ts';
import type { ProgrammeFile, Version } from './programme.ts';

/** Names in the examples that no version of the file knows, and amounts that are none. */
export function checkExamples(file: ProgrammeFile): Problem[] {
	return file.examples.flatMap((example, at) => {
		const pointer = `/examples/${at}`;
		return [
			...checkTierNames(example, file.versions, pointer),
			...example.events.flatMap((event, index) =>
				checkEvent(event, file.versions, `${pointer}/events/${index}`)
			)
		];
	});
}

function checkTierNames(
	example: Example,
	versions: readonly Version[],
	pointer: string
): Problem[] {
	const { member, expect } = example;
	const named: readonly (readonly [string, string | undefined])[] = [
		['member/tier', member?.tier],
		['expect/tier', expect.tier],
		...(expect.tiers ?? []).map(({ tier }, at) => [`expect/tiers/${at}/tier`, tier] as const)
	];
	return named.flatMap(([where, tier]) =>
		tier === undefined || isTier(tier, versions)
			? []
			: [{ pointer: `${pointer}/${where}`, message: `is no tier: ${tier}` }]
	);
}

function checkEvent(event: ExampleEvent, versions: readonly Version[], pointer: string): Problem[] {
	switch (event.kind) {
		case 'stay':
			return checkStay(event, versions, pointer);
		case 'named':
			return isTier(event.tier, versions)
				? []
				: [{ pointer: `${pointer}/tier`, message: `is no tier: ${event.tier}` }];
		case 'credits':
			return versions.some(({ counters }) => counters.some(({ id }) => id === event.credit))
				? []
				: [{ pointer: `${pointer}/credit`, message: `is no counter: ${event.credit}` }];
		default:
			return [];
	}
}

function checkStay(stay: ExampleStay, versions: readonly Version[], pointer: string): Problem[] {
	const problems: Problem[] = [];
	const brands = new Set(versions.flatMap((version) => version.brands));
	if (stay.brand === undefined && brands.size > 1)
		problems.push({
			pointer: `${pointer}/brand`,
			message: `is missing: one of ${[...brands].join(', ')}`
		});
	if (stay.brand !== undefined && !brands.has(stay.brand))
		problems.push({ pointer: `${pointer}/brand`, message: `is no brand: ${stay.brand}` });
	const currency = stay.currency ?? versions[0]?.currency ?? '';
	for (const field of ['room', 'food', 'spa', 'other'] as const) {
		const amount = stay[field];
		if (amount !== undefined && parseAmount(amount, currency) === undefined)
			problems.push({
				pointer: `${pointer}/${field}`,
				message: `is no amount of ${currency}: ${amount}`
			});
	}
	for (const field of ['nightAmounts', 'roomAmounts'] as const)
		for (const [at, amount] of (stay[field] ?? []).entries())
			if (parseAmount(amount, currency) === undefined)
				problems.push({
					pointer: `${pointer}/${field}/${at}`,
					message: `is no amount of ${currency}: ${amount}`
				});
	return problems;
}

function isTier(id: string, versions: readonly Version[]): boolean {
	return versions.some(({ tiers }) => tiers.some((tier) => tier.id === id));
}
