import type { Problem } from './problem.ts';
import type { CreditRule, EarningRule, StayWhere, Version, Where } from './programme.ts';

const unitOf: Record<CreditRule['kind'], string> = {
	nights: 'nights',
	stays: 'stays',
	spend: 'money',
	'base-points': 'points',
	'no-shows': 'times'
};

export function checkCredits(version: Version, pointer: string): Problem[] {
	return version.credits.flatMap((rule, at) => {
		const problems = checkWhere(rule.where, version, `${pointer}/${at}/where`);
		const counter = version.counters.find(({ id }) => id === rule.credit);
		if (!counter)
			problems.push({
				pointer: `${pointer}/${at}/credit`,
				message: `is no counter: ${rule.credit}`
			});
		else if (counter.unit !== unitOf[rule.kind])
			problems.push({
				pointer: `${pointer}/${at}/credit`,
				message: `counts ${counter.unit}, but the rule gives ${unitOf[rule.kind]}`
			});
		return problems;
	});
}

/** Names unknown to the version, and rules that can meet without a rank between them. */
export function checkEarning(version: Version, pointer: string): Problem[] {
	const problems: Problem[] = [];
	for (const [at, rule] of version.earning.entries()) {
		problems.push(...checkWhere(rule.where, version, `${pointer}/${at}/where`));
		for (const earlier of version.earning.slice(0, at)) {
			if (!overlap(earlier, rule)) continue;
			if (earlier.rank !== undefined && rule.rank !== undefined && earlier.rank !== rule.rank)
				continue;
			problems.push({
				pointer: `${pointer}/${at}/rank`,
				message: `must differ from that of ${earlier.id}: both rules can apply to the same amount`
			});
		}
	}
	return problems;
}

function overlap(one: EarningRule, other: EarningRule): boolean {
	if (!one.classes.some((revenueClass) => other.classes.includes(revenueClass))) return false;
	const a: Where = one.where ?? {};
	const b: Where = other.where ?? {};
	const apart =
		disjoint(a.properties, b.properties) ||
		disjoint(a.brands, b.brands) ||
		disjoint(a.channels, b.channels) ||
		disjoint(a.ratePlans, b.ratePlans) ||
		disjoint(a.roomTypes, b.roomTypes) ||
		within(a.channels, b.exceptChannels) ||
		within(b.channels, a.exceptChannels) ||
		within(a.ratePlans, b.exceptRatePlans) ||
		within(b.ratePlans, a.exceptRatePlans);
	if (apart) return false;
	if (one.basis !== other.basis) return true;
	return !(
		disjoint(a.daysOfMonth, b.daysOfMonth) ||
		(a.to !== undefined && b.from !== undefined && a.to < b.from) ||
		(b.to !== undefined && a.from !== undefined && b.to < a.from)
	);
}

function disjoint<T>(one: readonly T[] | undefined, other: readonly T[] | undefined): boolean {
	return one !== undefined && other !== undefined && !one.some((item) => other.includes(item));
}

function within<T>(some: readonly T[] | undefined, all: readonly T[] | undefined): boolean {
	return some !== undefined && all !== undefined && some.every((item) => all.includes(item));
}

function checkWhere(
	where: (StayWhere & Where) | undefined,
	version: Version,
	pointer: string
): Problem[] {
	if (!where) return [];
	const problems = (where.brands ?? []).flatMap((brand, at) =>
		version.brands.includes(brand)
			? []
			: [{ pointer: `${pointer}/brands/${at}`, message: `is no brand of this version: ${brand}` }]
	);
	if (where.from !== undefined && where.to !== undefined && where.from > where.to)
		problems.push({ pointer: `${pointer}/to`, message: `must not be before ${where.from}` });
	return problems;
}
