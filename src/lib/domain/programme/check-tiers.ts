import { say } from '../text.ts';
import { checkKeep } from './check-keep.ts';
import { checkNeed } from './check-needs.ts';
import { checkOrder } from './check-order.ts';
import type { Problem } from './problem.ts';
import type { Tier, Version, Way } from './programme.ts';

/** Tiers that nobody can reach or keep, or that come in the wrong order. */
export function checkTiers(version: Version, pointer: string): Problem[] {
	const problems = version.tiers.flatMap((tier, at) => {
		const here = `${pointer}/${at}`;
		return [
			...checkWays(tier, at, here),
			...tier.ways.flatMap((way, of) => checkWay(way, at, version, `${here}/ways/${of}`)),
			...checkKeep(tier, at, version, `${here}/keep`)
		];
	});
	return problems.length > 0 ? problems : checkOrder(version, pointer);
}

function checkWays(tier: Tier, at: number, pointer: string): Problem[] {
	const name = say(tier.name, 'en');
	if (at === 0 && tier.ways.length > 0)
		return [
			{
				pointer: `${pointer}/ways`,
				message: `must be empty: ${name} is the floor, which everybody holds`
			}
		];
	return at > 0 && tier.ways.length === 0
		? [{ pointer: `${pointer}/ways`, message: `is empty: nobody can reach ${name}` }]
		: [];
}

function checkWay(way: Way, at: number, version: Version, pointer: string): Problem[] {
	if (way.kind === 'named') return [];
	const problems = checkNeed(way.needs, version, `${pointer}/needs`);
	if (way.kind === 'challenge' || way.after === undefined) return problems;
	const { after } = way;
	const before = version.tiers.findIndex(({ id }) => id === after);
	const own = version.tiers[at]?.id;
	if (before < 0) problems.push({ pointer: `${pointer}/after`, message: `is no tier: ${after}` });
	else if (before >= at)
		problems.push({
			pointer: `${pointer}/after`,
			message: `can never be met: whoever holds ${after} has no use for ${own}`
		});
	return problems;
}
