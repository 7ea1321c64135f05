import { parseAmount } from '../money.ts';
import type { ExampleStay } from './example.ts';
import type { Problem } from './problem.ts';
import type { Decimal, Version } from './programme.ts';

/** What is wrong in a stay of an example. */
export function checkStay(
	stay: ExampleStay,
	versions: readonly Version[],
	pointer: string
): Problem[] {
	return [
		...checkBrand(stay, versions, pointer),
		...checkAmounts(stay, versions, pointer),
		...checkNumbers(stay, pointer)
	];
}

function checkBrand(
	{ brand }: ExampleStay,
	versions: readonly Version[],
	pointer: string
): Problem[] {
	const brands = new Set(versions.flatMap((version) => version.brands));
	if (brand === undefined)
		return brands.size > 1
			? [
					{
						pointer: `${pointer}/brand`,
						message: `is missing: one of ${[...brands].join(', ')}`
					}
				]
			: [];
	return brands.has(brand)
		? []
		: [{ pointer: `${pointer}/brand`, message: `is no brand: ${brand}` }];
}

function checkAmounts(stay: ExampleStay, versions: readonly Version[], pointer: string): Problem[] {
	const currency = stay.currency ?? versions[0]?.currency ?? '';
	const given: (readonly [string, Decimal | undefined])[] = [
		...(['room', 'food', 'spa', 'other', 'paidWithPoints'] as const).map(
			(field) => [field, stay[field]] as const
		),
		...(['nightAmounts', 'roomAmounts'] as const).flatMap((field) =>
			(stay[field] ?? []).map((amount, at) => [`${field}/${at}`, amount] as const)
		)
	];
	const problems = given.flatMap(([field, amount]) =>
		amount === undefined || parseAmount(amount, currency) !== undefined
			? []
			: [{ pointer: `${pointer}/${field}`, message: `is no amount of ${currency}: ${amount}` }]
	);
	return problems.length > 0 ? problems : checkSums(stay, currency, pointer);
}

function checkSums(stay: ExampleStay, currency: string, pointer: string): Problem[] {
	const { room } = stay;
	if (room === undefined) return [];
	const all = parseAmount(room, currency);
	return (['nightAmounts', 'roomAmounts'] as const).flatMap((field) => {
		const parts = stay[field];
		const sum = parts?.reduce<number>(
			(total, amount) => total + (parseAmount(amount, currency) ?? 0),
			0
		);
		return sum === undefined || sum === all
			? []
			: [{ pointer: `${pointer}/${field}`, message: `must add up to the room amount, ${room}` }];
	});
}

function checkNumbers(stay: ExampleStay, pointer: string): Problem[] {
	const { nights, rooms = 1, awardNights = 0, nightAmounts, roomAmounts } = stay;
	const problems: Problem[] = [];
	if (nightAmounts && nightAmounts.length !== nights)
		problems.push({
			pointer: `${pointer}/nightAmounts`,
			message: `must be one for each of ${nights} nights`
		});
	if (roomAmounts && roomAmounts.length !== rooms)
		problems.push({
			pointer: `${pointer}/roomAmounts`,
			message: `must be one for each of ${rooms} rooms`
		});
	if (awardNights > nights)
		problems.push({
			pointer: `${pointer}/awardNights`,
			message: `must not be above the nights, ${nights}`
		});
	return problems;
}
