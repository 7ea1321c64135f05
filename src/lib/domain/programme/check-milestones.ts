import { numbersOf } from '../milestones/milestones-of.ts';
import type { Problem } from './problem.ts';
import type { Gift, Milestone, Version } from './programme.ts';

/** Milestones that give nothing, give twice, or let nobody choose. */
export function checkMilestones(version: Version, pointer: string): Problem[] {
	return (version.milestones ?? []).flatMap((milestone, at) => {
		const here = `${pointer}/${at}`;
		const problems = [...checkNumbers(milestone, here), ...checkKind(milestone, here)];
		const { credit } = milestone;
		if (!version.counters.some(({ id }) => id === credit))
			problems.push({ pointer: `${here}/credit`, message: `is no counter: ${credit}` });
		return problems;
	});
}

function checkNumbers(milestone: Milestone, pointer: string): Problem[] {
	const numbers = numbersOf(milestone);
	const doubled = numbers.find((number, at) => numbers.indexOf(number) < at);
	return doubled === undefined
		? []
		: [{ pointer: `${pointer}/at`, message: `has a number twice: ${doubled}` }];
}

const fieldsOf = {
	points: ['points'],
	gift: ['gift'],
	choice: ['options', 'withinDays', 'otherwise']
} as const;

function checkKind(milestone: Milestone, pointer: string): Problem[] {
	const { kind, gift, options = [] } = milestone;
	const said = { points: 'it gives points', gift: 'it is a gift', choice: 'it is a choice' }[kind];
	const problems: Problem[] = fieldsOf[kind].flatMap((field) =>
		milestone[field] === undefined
			? [{ pointer: `${pointer}/${field}`, message: `is missing: ${said}` }]
			: []
	);
	const foreign = (
		['points', 'gift', 'options', 'choose', 'withinDays', 'otherwise'] as const
	).filter(
		(field) =>
			milestone[field] !== undefined &&
			!fieldsOf[kind].some((own) => own === field) &&
			!(kind === 'choice' && field === 'choose')
	);
	for (const field of foreign)
		problems.push({ pointer: `${pointer}/${field}`, message: `has no meaning: ${said}` });
	if (gift) problems.push(...checkGift(gift, `${pointer}/gift`));
	problems.push(
		...options.flatMap((option, at) => checkGift(option, `${pointer}/options/${at}`)),
		...(kind === 'choice' ? checkChoice(milestone, pointer) : [])
	);
	return problems;
}

function checkGift({ points, count, validity, use }: Gift, pointer: string): Problem[] {
	if (points === undefined) return [];
	return Object.entries({ count, validity, use }).flatMap(([field, value]) =>
		value === undefined
			? []
			: [{ pointer: `${pointer}/${field}`, message: 'has no meaning: the gift is points' }]
	);
}

function checkChoice(
	{ options = [], otherwise = [], choose = 1 }: Milestone,
	pointer: string
): Problem[] {
	if (options.length > 0 && choose > options.length)
		return [
			{
				pointer: `${pointer}/choose`,
				message: `is more than there are options: ${options.length}`
			}
		];
	const here = `${pointer}/otherwise`;
	if (!otherwise.every((chosen) => options.some(({ id }) => id === chosen)))
		return [{ pointer: here, message: 'must be among the options' }];
	const isEnough = new Set(otherwise).size === choose && otherwise.length === choose;
	return otherwise.length > 0 && !isEnough
		? [{ pointer: here, message: `must be as many as chosen: ${choose}` }]
		: [];
}
