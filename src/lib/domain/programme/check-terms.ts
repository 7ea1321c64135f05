import { leavesOf } from './needs.ts';
import { rankIn, unknown } from './check-names.ts';
import type { Problem } from './problem.ts';
import type { ActivityKind, Card, RollOver, Transfer, Version } from './programme.ts';

/** Contradictions in what not every programme has: roll-over, cards, activities, transfers … */
export function checkTerms(version: Version, pointer: string): Problem[] {
	const counters = version.counters.map(({ id }) => id);
	const tiers = version.tiers.map(({ id }) => id);
	return [
		...(version.rollOver ?? []).flatMap((rule, at) =>
			checkRollOver(rule, version, `${pointer}/rollOver/${at}`)
		),
		...(version.tierYears ?? []).flatMap(({ credit, tierMin }, at) => [
			...unknown(credit, counters, 'counter', `${pointer}/tierYears/${at}/credit`),
			...unknown(tierMin, tiers, 'tier', `${pointer}/tierYears/${at}/tierMin`)
		]),
		...(version.cards ?? []).flatMap((card, at) =>
			checkCard(card, version, `${pointer}/cards/${at}`)
		),
		...(version.activities ?? []).flatMap((kind, at) =>
			checkActivity(kind, counters, `${pointer}/activities/${at}`)
		),
		...unknown(version.rewardNights?.tierMin, tiers, 'tier', `${pointer}/rewardNights/tierMin`),
		...checkTransfer(version.transfer, `${pointer}/transfer`),
		...checkExpiry(version, `${pointer}/expiry/sleepsFrom`)
	];
}

function checkRollOver(rule: RollOver, version: Version, pointer: string): Problem[] {
	const { credit, tierMin } = rule;
	const problems = [
		...unknown(
			credit,
			version.counters.map(({ id }) => id),
			'counter',
			`${pointer}/credit`
		),
		...unknown(
			tierMin,
			version.tiers.map(({ id }) => id),
			'tier',
			`${pointer}/tierMin`
		)
	];
	if (problems.length > 0) return problems;
	const from = tierMin === undefined ? 0 : rankIn(version, tierMin);
	const isAsked = version.tiers
		.slice(from)
		.some(({ ways }) =>
			ways.some(
				(way) =>
					way.kind === 'reach' &&
					way.window.kind === 'calendar-year' &&
					leavesOf(way.needs).some((leaf) => leaf.kind === 'at-least' && leaf.credit === credit)
			)
		);
	return isAsked
		? []
		: [
				{
					pointer: `${pointer}/credit`,
					message: `never rolls over: no tier asks for ${credit} of a calendar year`
				}
			];
}

function checkCard({ tier, credits = [] }: Card, version: Version, pointer: string): Problem[] {
	const problems = credits.flatMap(({ credit }, at) =>
		unknown(
			credit,
			version.counters.map(({ id }) => id),
			'counter',
			`${pointer}/credits/${at}/credit`
		)
	);
	if (tier === undefined && credits.length === 0)
		problems.push({ pointer, message: 'gives nothing: it needs a tier or credits' });
	if (tier !== undefined && rankIn(version, tier) <= 0)
		problems.push({
			pointer: `${pointer}/tier`,
			message:
				rankIn(version, tier) < 0
					? `is no tier: ${tier}`
					: `gives nothing: everybody holds ${tier}, the floor`
		});
	return problems;
}

function checkActivity(
	{ measures, earning, credits }: ActivityKind,
	counters: readonly string[],
	pointer: string
): Problem[] {
	const known = measures.map(({ id }) => id);
	return [
		...earning.flatMap(({ measure, from, to }, at) => [
			...unknown(measure, known, 'measure', `${pointer}/earning/${at}/measure`),
			...(from !== undefined && to !== undefined && from > to
				? [{ pointer: `${pointer}/earning/${at}/to`, message: `must not be before ${from}` }]
				: [])
		]),
		...credits.flatMap(({ measure, credit }, at) => [
			...unknown(measure, known, 'measure', `${pointer}/credits/${at}/measure`),
			...unknown(credit, counters, 'counter', `${pointer}/credits/${at}/credit`)
		])
	];
}

function checkTransfer(transfer: Transfer | undefined, pointer: string): Problem[] {
	if (!transfer) return [];
	const { givenMost, receivedMost, pointsMin } = transfer;
	const most = Math.min(givenMost, receivedMost);
	return pointsMin > most
		? [{ pointer: `${pointer}/pointsMin`, message: `is more than may be passed on: ${most}` }]
		: [];
}

function checkExpiry({ expiry, tiers }: Version, pointer: string): Problem[] {
	if (expiry.kind !== 'inactivity' || expiry.sleepsFrom !== tiers[0].id) return [];
	return [{ pointer, message: `is the floor, ${tiers[0].id}: points would never lapse` }];
}
