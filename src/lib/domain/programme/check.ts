import type { z } from 'zod';
import { say } from '../text.ts';
import { parseAmount } from '../money.ts';
import type {
	CreditRule,
	EarningRule,
	Need,
	ProgrammeFile,
	ReachWay,
	StayWhere,
	Tier,
	Version,
	Where
} from './programme.ts';
import { checkExamples } from './check-examples.ts';
import { programmeFileSchema } from './schema.ts';

/** What is wrong in a document, and where (JSON Pointer). */
export interface Problem {
	readonly pointer: string;
	readonly message: string;
}

/** The document as a programme, or every reason why it is none. Examples are not run here. */
export function checkProgramme(
	json: unknown
):
	| { readonly ok: true; readonly file: ProgrammeFile }
	| { readonly ok: false; readonly problems: readonly Problem[] } {
	const parsed = programmeFileSchema.safeParse(json, { reportInput: true });
	if (!parsed.success)
		return { ok: false, problems: parsed.error.issues.flatMap((issue) => inWords(issue, [])) };
	const [first, ...rest] = parsed.data.versions as unknown as ProgrammeFile['versions'];
	if (!first) return { ok: false, problems: [{ pointer: '/versions', message: 'is empty' }] };
	const file = { ...parsed.data, versions: [first, ...rest] } as unknown as ProgrammeFile;
	const problems = [
		...checkDates(file),
		...file.versions.flatMap((version, at) => checkVersion(version, `/versions/${at}`)),
		...checkExamples(file)
	];
	return problems.length === 0 ? { ok: true, file } : { ok: false, problems };
}

function inWords(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): Problem[] {
	const path = [...above, ...issue.path];
	const at = (more: readonly PropertyKey[] = []) => toPointer([...path, ...more]);
	switch (issue.code) {
		case 'unrecognized_keys':
			return issue.keys.map((key) => ({ pointer: at([key]), message: 'is a field unknown here' }));
		case 'invalid_type':
			return [
				{
					pointer: at(),
					message: issue.input === undefined ? missing(path) : `must be ${issue.expected}`
				}
			];
		case 'invalid_value':
			return [
				{
					pointer: at(),
					message:
						issue.input === undefined
							? missing(path)
							: `must be one of ${issue.values.map(String).join(', ')}`
				}
			];
		case 'invalid_union': {
			if (issue.discriminator !== undefined)
				return [{ pointer: at(), message: 'must be a kind that is known here' }];
			if (issue.input === undefined) return [{ pointer: at(), message: missing(path) }];
			const last = issue.errors.at(-1)?.[0];
			return last && issue.message === 'Invalid input'
				? inWords(last, path)
				: [{ pointer: at(), message: issue.message }];
		}
		case 'too_small':
			return [
				{ pointer: at(), message: `must ${inOrigin(issue.origin)} at least ${issue.minimum}` }
			];
		case 'too_big':
			return [
				{ pointer: at(), message: `must ${inOrigin(issue.origin)} at most ${issue.maximum}` }
			];
		default:
			return [{ pointer: at(), message: issue.message }];
	}
}

function inOrigin(origin: string): string {
	if (origin === 'array') return 'have';
	return origin === 'string' ? 'have a length of' : 'be';
}

function missing(path: readonly PropertyKey[]): string {
	return path.at(-1) === 'basis'
		? 'is missing: a rule must name its date basis (arrival, departure or night)'
		: 'is missing';
}

export function toPointer(path: readonly PropertyKey[]): string {
	return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function checkDates(file: ProgrammeFile): Problem[] {
	return file.versions.flatMap((version, at) => {
		if (at === 0) return [];
		const pointer = `/versions/${at}/from`;
		if (version.from === undefined)
			return [{ pointer, message: 'is missing: every version but the first has its first day' }];
		const before = file.versions[at - 1]?.from;
		return before !== undefined && before >= version.from
			? [{ pointer, message: `must be after ${before}, the version before it` }]
			: [];
	});
}

/** The contradictions within one version. */
export function checkVersion(version: Version, pointer: string): Problem[] {
	return [
		...checkIds(version, pointer),
		...checkNames(version, pointer),
		...checkTiers(version, `${pointer}/tiers`),
		...checkCredits(version, `${pointer}/credits`),
		...checkEarning(version, `${pointer}/earning`),
		...checkRest(version, pointer)
	];
}

function checkIds(version: Version, pointer: string): Problem[] {
	const lists: readonly (readonly [string, readonly { readonly id: string }[]])[] = [
		['counters', version.counters],
		['tiers', version.tiers],
		['credits', version.credits],
		['earning', version.earning],
		['awards', version.awards],
		['milestones', version.milestones ?? []],
		['services', version.services ?? []],
		...version.tiers.map((tier, at) => [`tiers/${at}/ways`, tier.ways] as const)
	];
	return lists.flatMap(([name, list]) =>
		list.flatMap(({ id }, at) =>
			list.findIndex((other) => other.id === id) < at
				? [{ pointer: `${pointer}/${name}/${at}/id`, message: `is used twice: ${id}` }]
				: []
		)
	);
}

function checkNames(version: Version, pointer: string): Problem[] {
	return version.pointsName['en'] === undefined
		? [{ pointer: `${pointer}/pointsName/en`, message: 'is missing' }]
		: [];
}

function checkTiers(version: Version, pointer: string): Problem[] {
	const problems: Problem[] = [];
	for (const [at, tier] of version.tiers.entries()) {
		const name = say(tier.name, 'en');
		if (at === 0 && tier.ways.length > 0)
			problems.push({
				pointer: `${pointer}/0/ways`,
				message: `must be empty: ${name} is the floor, which everybody holds`
			});
		if (at > 0 && tier.ways.length === 0)
			problems.push({
				pointer: `${pointer}/${at}/ways`,
				message: `is empty: nobody can reach ${name}`
			});
		for (const [of, way] of tier.ways.entries())
			if (way.kind === 'reach')
				problems.push(...checkNeed(way.needs, version, `${pointer}/${at}/ways/${of}/needs`));
	}
	return problems.length > 0 ? problems : checkOrder(version, pointer);
}

function checkNeed(need: Need, version: Version, pointer: string): Problem[] {
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
	if (!version.credits.some(({ credit }) => credit === need.credit) && need.kind === 'at-least')
		problems.push({
			pointer: `${pointer}/credit`,
			message: `can never be met: no credit rule adds to ${need.credit}`
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

function checkOrder(version: Version, pointer: string): Problem[] {
	const problems: Problem[] = [];
	for (const [at, higher] of version.tiers.entries()) {
		for (const lower of version.tiers.slice(1, at)) {
			const fallen = falling(lower, higher, version);
			if (fallen)
				problems.push({
					pointer: `${pointer}/${at}/ways/${fallen.way}/needs`,
					message:
						`falls: ${say(higher.name, 'en')} needs ${fallen.high} ${fallen.credit}, ` +
						`${say(lower.name, 'en')} below it needs ${fallen.low}`
				});
			else if (swallows(lower, higher))
				problems.push({
					pointer: `${pointer}/${version.tiers.indexOf(lower)}/ways`,
					message:
						`can never be held: whoever reaches ${say(lower.name, 'en')} ` +
						`has reached ${say(higher.name, 'en')}`
				});
		}
	}
	return problems;
}

function falling(lower: Tier, higher: Tier, version: Version) {
	for (const [way, high] of higher.ways.entries()) {
		if (high.kind !== 'reach') continue;
		for (const leaf of leavesOf(high.needs)) {
			if (leaf.kind !== 'at-least') continue;
			const lows = lower.ways
				.filter((low): low is ReachWay => low.kind === 'reach' && sameWindow(low, high))
				.flatMap((low) => leavesOf(low.needs))
				.filter((low) => low.kind === 'at-least' && low.credit === leaf.credit)
				.map((low) => Number(low.amount));
			const low = Math.min(...lows);
			if (lows.length > 0 && Number(leaf.amount) < low) {
				const unit = version.counters.find(({ id }) => id === leaf.credit)?.unit;
				const credit = unit === 'money' ? version.currency : leaf.credit;
				return { way, credit, high: Number(leaf.amount), low };
			}
		}
	}
	return undefined;
}

/** Whether every way to the lower tier always meets a way to the higher one. */
function swallows(lower: Tier, higher: Tier): boolean {
	return lower.ways.every(
		(low) =>
			low.kind === 'reach' &&
			higher.ways.some(
				(high) =>
					high.kind === 'reach' &&
					sameWindow(low, high) &&
					leastOf(low.needs).every((least) => metBy(least, high.needs))
			)
	);
}

type Bounds = ReadonlyMap<string, { readonly least: number; readonly most: number }>;

/** The weakest counts that meet a need, one for each of its alternatives. */
function leastOf(need: Need): Bounds[] {
	switch (need.kind) {
		case 'at-least':
			return [new Map([[need.credit, { least: Number(need.amount), most: Infinity }]])];
		case 'at-most':
			return [new Map([[need.credit, { least: 0, most: Number(need.amount) }]])];
		case 'any':
			return need.of.flatMap(leastOf);
		case 'all':
			return need.of.reduce<Bounds[]>(
				(all, part) => all.flatMap((one) => leastOf(part).map((other) => both(one, other))),
				[new Map()]
			);
	}
}

function both(one: Bounds, other: Bounds): Bounds {
	const joined = new Map(one);
	for (const [credit, { least, most }] of other) {
		const known = joined.get(credit) ?? { least: 0, most: Infinity };
		joined.set(credit, { least: Math.max(known.least, least), most: Math.min(known.most, most) });
	}
	return joined;
}

function metBy(bounds: Bounds, need: Need): boolean {
	switch (need.kind) {
		case 'at-least':
			return (bounds.get(need.credit)?.least ?? 0) >= Number(need.amount);
		case 'at-most':
			return (bounds.get(need.credit)?.most ?? Infinity) <= Number(need.amount);
		case 'all':
			return need.of.every((part) => metBy(bounds, part));
		case 'any':
			return need.of.some((part) => metBy(bounds, part));
	}
}

function leavesOf(need: Need): Extract<Need, { credit: string }>[] {
	return need.kind === 'all' || need.kind === 'any' ? need.of.flatMap(leavesOf) : [need];
}

function sameWindow(one: ReachWay, other: ReachWay): boolean {
	return JSON.stringify(one.window) === JSON.stringify(other.window);
}

const unitOf: Record<CreditRule['kind'], string> = {
	nights: 'nights',
	stays: 'stays',
	spend: 'money',
	'base-points': 'points',
	'no-shows': 'times'
};

function checkCredits(version: Version, pointer: string): Problem[] {
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

function checkEarning(version: Version, pointer: string): Problem[] {
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

function checkRest(version: Version, pointer: string): Problem[] {
	const problems: Problem[] = [];
	const isTier = (id: string) => version.tiers.some((tier) => tier.id === id);
	const { expiry, moneyOff } = version;
	if (expiry.kind === 'inactivity' && expiry.sleepsFrom && !isTier(expiry.sleepsFrom))
		problems.push({
			pointer: `${pointer}/expiry/sleepsFrom`,
			message: `is no tier: ${expiry.sleepsFrom}`
		});
	if (moneyOff?.kind === 'steps' && parseAmount(moneyOff.amount, version.currency) === undefined)
		problems.push({
			pointer: `${pointer}/moneyOff/amount`,
			message: `is no amount of ${version.currency}: ${moneyOff.amount}`
		});
	for (const [at, award] of version.awards.entries())
		if (version.awards.findIndex(({ on }) => on === award.on) < at)
			problems.push({
				pointer: `${pointer}/awards/${at}/on`,
				message: `has an award already: ${award.on}`
			});
	for (const [at, service] of (version.services ?? []).entries())
		for (const tier of Object.keys(service.byTier))
			if (!isTier(tier))
				problems.push({
					pointer: toPointerOf(`${pointer}/services/${at}/byTier`, tier),
					message: `is no tier: ${tier}`
				});
	for (const [at, milestone] of (version.milestones ?? []).entries()) {
		const here = `${pointer}/milestones/${at}`;
		if (!version.counters.some(({ id }) => id === milestone.credit))
			problems.push({ pointer: `${here}/credit`, message: `is no counter: ${milestone.credit}` });
		if (milestone.kind === 'points' && milestone.points === undefined)
			problems.push({ pointer: `${here}/points`, message: 'is missing' });
		if (milestone.kind !== 'choice') continue;
		for (const field of ['options', 'withinDays', 'otherwise'] as const)
			if (milestone[field] === undefined)
				problems.push({ pointer: `${here}/${field}`, message: 'is missing: it is a choice' });
		if (milestone.options && !milestone.options.some(({ id }) => id === milestone.otherwise))
			problems.push({ pointer: `${here}/otherwise`, message: 'must be one of the options' });
	}
	return problems;
}

function toPointerOf(above: string, key: string): string {
	return above + toPointer([key]);
}
