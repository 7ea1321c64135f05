import { say } from '../text.ts';
import { checkNeed } from './check-needs.ts';
import { leavesOf } from './needs.ts';
import type { Problem } from './problem.ts';
import type { Keep, Tier, Version, Window } from './programme.ts';

/** A review that never comes, or that asks for more than the tier itself. */
export function checkKeep(tier: Tier, at: number, version: Version, pointer: string): Problem[] {
	const { keep } = tier;
	if (!keep) return [];
	const name = say(tier.name, 'en');
	if (at === 0)
		return [{ pointer, message: `cannot be: ${name} is the floor, from which nobody falls` }];
	const problems = checkNeed(keep.needs, version, `${pointer}/needs`);
	if (!ends(tier, version))
		problems.push({ pointer, message: `is never asked for: every way to ${name} is for life` });
	return problems.length > 0 ? problems : checkHarder(keep, tier, `${pointer}/needs`);
}

/** Whether it can come to somebody with an end. */
function ends({ id, ways }: Tier, { cards = [], tiers }: Version): boolean {
	const isBelow = (other: string) =>
		tiers.findIndex((one) => one.id === id) + 1 === tiers.findIndex((one) => one.id === other);
	return [
		...ways,
		...cards.filter(({ tier }) => tier === id),
		...tiers.flatMap((above) =>
			isBelow(above.id) && above.keep?.otherwise.kind === 'one-down' ? [above.keep.otherwise] : []
		)
	].some(({ validity }) => validity.kind !== 'life');
}

/** What is asked for again in a window as long as the one in which the tier is reached. */
function checkHarder(keep: Keep, tier: Tier, pointer: string): Problem[] {
	const reach = tier.ways.flatMap((way) =>
		way.kind === 'reach' && isAsLong(keep, way.window) ? leavesOf(way.needs) : []
	);
	for (const { kind, credit, amount } of leavesOf(keep.needs)) {
		if (kind !== 'at-least') continue;
		const same = reach.filter((leaf) => leaf.kind === 'at-least' && leaf.credit === credit);
		const most = Math.max(...same.map((leaf) => Number(leaf.amount)));
		if (same.length > 0 && Number(amount) > most)
			return [
				{
					pointer,
					message: `ask for more than to reach ${say(tier.name, 'en')}: ${amount} ${credit}, where ${most} are enough`
				}
			];
	}
	return [];
}

function isAsLong({ window }: Keep, reach: Window): boolean {
	if (window.kind === 'months')
		return reach.kind === 'rolling-months' && reach.months === window.months;
	return window.kind === reach.kind;
}
