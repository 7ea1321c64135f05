import { naming, type Change } from './diff-change.ts';
import { diffLists, type Told } from './diff-lists.ts';
import type { RateRule, Version } from './programme.ts';
import { same } from './same.ts';

/** Earning rules by their rate, cap and where they apply, and by their other fields. */
export function diffEarning(before: Version, after: Version): Change[] {
	const { currency } = after;
	return diffLists({ part: 'earning', pointer: '/earning' }, before.earning, after.earning, {
		changed: (one, other, pointer) => diffRule(one, other, pointer, currency)
	});
}

function diffRule(before: RateRule, after: RateRule, pointer: string, currency: string): Told {
	const rule = naming(after);
	const changes: Change[] = [];
	if (!same([before.points, before.per], [after.points, after.per]))
		changes.push({
			code: 'earning-rate',
			pointer: `${pointer}/points`,
			rule,
			currency,
			before: { points: before.points, per: before.per },
			after: { points: after.points, per: after.per }
		});
	if (before.cap !== after.cap)
		changes.push({
			code: 'earning-cap',
			pointer: `${pointer}/cap`,
			rule,
			before: before.cap ?? null,
			after: after.cap ?? null
		});
	if (!same(before.where, after.where))
		changes.push({
			code: 'earning-where',
			pointer: `${pointer}/where`,
			rule,
			before: before.where ?? null,
			after: after.where ?? null
		});
	return { changes, said: ['points', 'per', 'cap', 'where'] };
}

/** There is one award an occasion, so the occasion is its name. */
export function diffAwards(before: Version, after: Version): Change[] {
	return diffLists({ part: 'awards', pointer: '/awards' }, before.awards, after.awards, {
		came: ({ on, points }, pointer) => ({
			code: 'award-points',
			pointer,
			on,
			before: null,
			after: points
		}),
		went: ({ on, points }, pointer) => ({
			code: 'award-points',
			pointer,
			on,
			before: points,
			after: null
		}),
		changed: (one, other, pointer) => ({
			changes:
				one.on === other.on && one.points !== other.points
					? [
							{
								code: 'award-points',
								pointer: `${pointer}/points`,
								on: other.on,
								before: one.points,
								after: other.points
							}
						]
					: [],
			said: one.on === other.on ? ['points'] : []
		})
	});
}
