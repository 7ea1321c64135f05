import { checkEvent, type Before } from './check-event.ts';
import { unknown } from './check-names.ts';
import type { Example } from './example.ts';
import type { Problem } from './problem.ts';
import type { ProgrammeFile, Version } from './programme.ts';

/** Names in the examples that no version of the file knows, amounts that are none, events without a cause. */
export function checkExamples({ examples, versions }: ProgrammeFile): Problem[] {
	return examples.flatMap((example, at) => {
		const pointer = `/examples/${at}`;
		const before: Before = { stays: new Set(), spends: new Set(), uses: new Set() };
		return [
			...checkMember(example, versions, `${pointer}/member`),
			...checkSettings(example, versions, `${pointer}/with`),
			...checkExpected(example, versions, `${pointer}/expect`),
			...example.events.flatMap((event, index) =>
				checkEvent(event, before, versions, `${pointer}/events/${index}`)
			)
		];
	});
}

function checkMember(
	{ member }: Example,
	versions: readonly Version[],
	pointer: string
): Problem[] {
	if (!member) return [];
	const { tier, tierSince, tierValidTo, joinedOn } = member;
	const tiers = versions.flatMap((version) => version.tiers.map(({ id }) => id));
	const problems = unknown(tier, tiers, 'tier', `${pointer}/tier`);
	if (tier === undefined && (tierSince ?? tierValidTo) !== undefined)
		problems.push({ pointer: `${pointer}/tier`, message: 'is missing: its days are given' });
	const since = tierSince ?? joinedOn;
	if (since !== undefined && tierValidTo !== undefined && tierValidTo < since)
		problems.push({ pointer: `${pointer}/tierValidTo`, message: `must not be before ${since}` });
	if (tierSince !== undefined && joinedOn !== undefined && tierSince < joinedOn)
		problems.push({ pointer: `${pointer}/tierSince`, message: `must not be before ${joinedOn}` });
	return problems;
}

function checkSettings(
	{ with: settings }: Example,
	versions: readonly Version[],
	pointer: string
): Problem[] {
	const rules = versions.flatMap(({ earning }) => earning.map(({ id }) => id));
	return Object.keys(settings?.bases ?? {}).flatMap((rule) =>
		unknown(rule, rules, 'earning rule', `${pointer}/bases/${rule}`)
	);
}

function checkExpected(
	{ expect }: Example,
	versions: readonly Version[],
	pointer: string
): Problem[] {
	const tiers = versions.flatMap((version) => version.tiers.map(({ id }) => id));
	const counters = versions.flatMap((version) => version.counters.map(({ id }) => id));
	const milestones = versions.flatMap((version) => version.milestones ?? []);
	const ids = milestones.map(({ id }) => id);
	const gifts = milestones.flatMap(({ gift, options = [] }) =>
		[...options, ...(gift ? [gift] : [])].map(({ id }) => id)
	);
	const keys = (field: 'credits' | 'counts' | 'rolled' | 'issued' | 'gifts') =>
		Object.keys(expect[field] ?? {}).map((id) => [id, `${pointer}/${field}/${id}`] as const);
	return [
		...unknown(expect.tier, tiers, 'tier', `${pointer}/tier`),
		...(expect.tiers ?? []).flatMap(({ tier }, at) =>
			unknown(tier, tiers, 'tier', `${pointer}/tiers/${at}/tier`)
		),
		...(['credits', 'counts', 'rolled'] as const)
			.flatMap(keys)
			.flatMap(([id, where]) => unknown(id, counters, 'counter', where)),
		...(expect.milestones ?? []).flatMap(({ milestone }, at) =>
			unknown(milestone, ids, 'milestone', `${pointer}/milestones/${at}/milestone`)
		),
		...keys('issued').flatMap(([id, where]) => unknown(id, ids, 'milestone', where)),
		...keys('gifts').flatMap(([id, where]) => unknown(id, gifts, 'gift of a milestone', where))
	];
}
