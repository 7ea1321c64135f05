import type { Change, Names, TermChange, Terms } from './diff-change.ts';
import type { Version } from './programme.ts';
import { same } from './same.ts';

/** What a version has once: each told as a sentence before and after. */
export function diffTerms(
	before: Version,
	after: Version,
	fields: readonly (keyof Terms)[],
	names: Names
): Change[] {
	return fields
		.filter((field) => !same(before[field], after[field]))
		.map(
			(field) =>
				({
					code: 'term',
					pointer: `/${field}`,
					field,
					before: before[field] ?? null,
					after: after[field] ?? null,
					names
				}) as Change & TermChange
		);
}

export function diffFields(
	before: Version,
	after: Version,
	fields: readonly (keyof Version & string)[]
): Change[] {
	return fields
		.filter((field) => !same(before[field], after[field]))
		.map((field) => ({
			code: 'field',
			pointer: `/${field}`,
			field,
			before: before[field] ?? null,
			after: after[field] ?? null
		}));
}

export function diffPointsName(before: Version, after: Version): Change[] {
	const locales = new Set([...Object.keys(before.pointsName), ...Object.keys(after.pointsName)]);
	const forms = ({ pointsName }: Version, locale: string) => {
		const name = pointsName[locale];
		return name ? [...(name.one === undefined ? [] : [name.one]), name.other] : [];
	};
	return [...locales]
		.filter((locale) => !same(before.pointsName[locale], after.pointsName[locale]))
		.map((locale) => ({
			code: 'points-name',
			pointer: `/pointsName/${locale}`,
			locale,
			before: forms(before, locale),
			after: forms(after, locale)
		}));
}

/** What happens to points: how fractions are rounded, when points lapse and are taken back. */
export function diffRounding({ rounding: before }: Version, { rounding: after }: Version) {
	return same(before, after)
		? []
		: [{ code: 'rounding', pointer: '/rounding', before, after } satisfies Change];
}

export function diffExpiry(before: Version, after: Version, { tiers }: Names): Change[] {
	return same(before.expiry, after.expiry)
		? []
		: [
				{
					code: 'expiry',
					pointer: '/expiry',
					before: before.expiry,
					after: after.expiry,
					tiers
				}
			];
}

export function diffMoney(before: Version, after: Version): Change[] {
	const changes: Change[] = [];
	if (before.clawback !== after.clawback)
		changes.push({
			code: 'clawback',
			pointer: '/clawback',
			before: before.clawback,
			after: after.clawback
		});
	changes.push(...diffFields(before, after, ['returnGraceDays']));
	if (!same(before.moneyOff, after.moneyOff))
		changes.push({
			code: 'money-off',
			pointer: '/moneyOff',
			currency: after.currency,
			before: before.moneyOff ?? null,
			after: after.moneyOff ?? null
		});
	return changes;
}
