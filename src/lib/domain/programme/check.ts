import { parseAmount } from '../money.ts';
import { checkCredits, checkEarning } from './check-earning.ts';
import { checkExamples } from './check-examples.ts';
import { checkMilestones } from './check-milestones.ts';
import { checkIds } from './check-names.ts';
import { checkTerms } from './check-terms.ts';
import { checkTiers } from './check-tiers.ts';
import { inWords, toPointer, type Problem } from './problem.ts';
import type { ProgrammeFile, Version } from './programme.ts';
import { programmeFileSchema } from './schema.ts';

export type { Problem } from './problem.ts';

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
		...checkCurrencies(file),
		...file.versions.flatMap((version, at) => checkVersion(version, `/versions/${at}`)),
		...checkExamples(file)
	];
	return problems.length === 0 ? { ok: true, file } : { ok: false, problems };
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

/** Counters of money go on from version to version. */
function checkCurrencies({ versions }: ProgrammeFile): Problem[] {
	const [{ currency }] = versions;
	return versions.flatMap((version, at) =>
		version.currency === currency
			? []
			: [
					{
						pointer: `/versions/${at}/currency`,
						message: `must be ${currency}, as in the first version: what was counted would mix`
					}
				]
	);
}

/** The contradictions within one version. */
export function checkVersion(version: Version, pointer: string): Problem[] {
	return [
		...checkIds(version, pointer),
		...checkNames(version, pointer),
		...checkTiers(version, `${pointer}/tiers`),
		...checkCredits(version, `${pointer}/credits`),
		...checkEarning(version, `${pointer}/earning`),
		...checkMilestones(version, `${pointer}/milestones`),
		...checkTerms(version, pointer),
		...checkRest(version, pointer)
	];
}

function checkNames(version: Version, pointer: string): Problem[] {
	return version.pointsName['en'] === undefined
		? [{ pointer: `${pointer}/pointsName/en`, message: 'is missing' }]
		: [];
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
	for (const [at, { byTier, byProperty = {} }] of (version.services ?? []).entries())
		for (const [path, tiers] of [
			[['byTier'], byTier] as const,
			...Object.entries(byProperty).map(([code, some]) => [['byProperty', code], some] as const)
		])
			for (const tier of Object.keys(tiers))
				if (!isTier(tier))
					problems.push({
						pointer: `${pointer}/services/${at}${toPointer([...path, tier])}`,
						message: `is no tier: ${tier}`
					});
	return problems;
}
