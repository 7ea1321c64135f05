import { parseAmount } from '../money.ts';
import type { Problem } from './problem.ts';
import type { Need, Version } from './programme.ts';

/** Counters that a need asks for and nobody fills, amounts that are none, and what can never be met. */
export function checkNeed(need: Need, version: Version, pointer: string): Problem[] {
	if (need.kind === 'all' || need.kind === 'any') {
		const inside = need.of.flatMap((part, at) => checkNeed(part, version, `${pointer}/of/${at}`));
		if (inside.length > 0 || need.kind === 'any') return inside;
		const impossible = need.of.some(
			(least) =>
				least.kind === 'at-least' &&
				need.of.some(
					(most) =>
						most.kind === 'at-most' &&
						most.credit === least.credit &&
						Number(most.amount) < Number(least.amount)
				)
		);
		return impossible
			? [{ pointer, message: 'can never be met: it asks for more than it allows' }]
			: [];
	}
	const counter = version.counters.find(({ id }) => id === need.credit);
	if (!counter) return [{ pointer: `${pointer}/credit`, message: `is no counter: ${need.credit}` }];
	const problems: Problem[] = [];
	if (!isFed(need.credit, version) && need.kind === 'at-least')
		problems.push({
			pointer: `${pointer}/credit`,
			message: `can never be met: nothing adds to ${need.credit}`
		});
	if (counter.unit === 'money') {
		if (parseAmount(need.amount, version.currency) === undefined)
			problems.push({
				pointer: `${pointer}/amount`,
				message: `is no amount of ${version.currency}: ${need.amount}`
			});
	} else if (!/^\d+$/.test(String(need.amount)))
		problems.push({ pointer: `${pointer}/amount`, message: 'must be a whole number' });
	return problems;
}

/** Whether a stay, an activity, a card or a year adds to a counter. */
function isFed(counter: string, version: Version): boolean {
	return [
		...version.credits,
		...(version.activities ?? []).flatMap(({ credits }) => credits),
		...(version.cards ?? []).flatMap(({ credits = [] }) => credits),
		...(version.tierYears ?? [])
	].some(({ credit }) => credit === counter);
}
