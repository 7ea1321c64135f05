import { isDayOfYear } from '../calendar.ts';
import { readWhole } from './draft-numbers.ts';
import { activities, type Expiry, type Validity } from './programme.ts';
import type { Read } from './draft-numbers.ts';

/** How long a tier lasts, as a list to choose from; the number beside it is months or years. */
export const validityKinds = [
	'end-of-month',
	'months-day',
	'months-month-start',
	'member-year',
	'life'
] as const;
export type ValidityKind = (typeof validityKinds)[number];

/** When points lapse, as a list to choose from; the number beside it is months or days. */
export const expiryKinds = [
	'never',
	'inactivity-months',
	'inactivity-days',
	'lot-end-of-month',
	'lot-month-end-plus',
	'lot-day',
	'lot-days',
	'fixed-day'
] as const;
export type ExpiryKind = (typeof expiryKinds)[number];

const months_max = 240;
const days_max = 7300;
const years_max = 20;

export function validityFields(validity: Validity): Record<'kind' | 'number' | 'month', string> {
	switch (validity.kind) {
		case 'life':
			return { kind: 'life', number: '', month: '12' };
		case 'end-of-month':
			return {
				kind: 'end-of-month',
				number: String(validity.yearsAfter),
				month: String(validity.month)
			};
		case 'months':
			return { kind: `months-${validity.from}`, number: String(validity.months), month: '12' };
		case 'member-year':
			return { kind: 'member-year', number: String(validity.yearsAfter), month: '12' };
	}
}

/** `at` is which of the three fields a problem belongs to. */
export type ReadTerms<Value> =
	| { readonly value: Value }
	| {
			readonly at: string;
			readonly problem: Extract<Read<never>, { problem: unknown }>['problem'];
	  };

export function readValidity(
	field: (name: 'kind' | 'number' | 'month') => string
): ReadTerms<Validity> {
	const kind = validityKinds.find((one) => one === field('kind'));
	if (!kind) return { at: 'kind', problem: 'invalid' };
	if (kind === 'life') return { value: { kind: 'life' } };
	const inMonths = kind === 'months-day' || kind === 'months-month-start';
	const number = readWhole(field('number'), inMonths ? 1 : 0, inMonths ? months_max : years_max);
	if ('problem' in number) return { at: 'number', problem: number.problem };
	if (kind === 'member-year') return { value: { kind, yearsAfter: number.value } };
	if (kind !== 'end-of-month') {
		const from = kind === 'months-day' ? 'day' : 'month-start';
		return { value: { kind: 'months', months: number.value, from } };
	}
	const month = readWhole(field('month'), 1, 12);
	if ('problem' in month) return { at: 'month', problem: 'invalid' };
	return { value: { kind, month: month.value, yearsAfter: number.value } };
}

export function expiryFields(expiry: Expiry): Record<string, string> {
	const fields: Record<string, string> = {
		kind: expiry.kind,
		number: '',
		month: '12',
		day: '31',
		sleepsFrom: ''
	};
	const active = expiry.kind === 'inactivity' ? expiry.activity : (['stay', 'redeem'] as const);
	for (const activity of activities)
		fields[`activity.${activity}`] = active.includes(activity as never) ? 'on' : '';
	switch (expiry.kind) {
		case 'never':
			break;
		case 'inactivity':
			fields['kind'] = expiry.months === undefined ? 'inactivity-days' : 'inactivity-months';
			fields['number'] = String(expiry.months ?? expiry.days);
			fields['sleepsFrom'] = expiry.sleepsFrom ?? '';
			break;
		case 'lot':
			fields['kind'] = `lot-${expiry.to}`;
			fields['number'] = String(expiry.months);
			break;
		case 'lot-days':
			fields['number'] = String(expiry.days);
			break;
		case 'fixed-day':
			fields['number'] = String(expiry.yearsAfter);
			fields['month'] = String(expiry.month);
			fields['day'] = String(expiry.day);
			break;
	}
	return fields;
}

/** `tiers` are the ids that `sleepsFrom` may name. */
export function readExpiry(
	field: (name: string) => string,
	tiers: readonly string[]
): ReadTerms<Expiry> {
	const kind = expiryKinds.find((one) => one === field('kind'));
	if (!kind) return { at: 'kind', problem: 'invalid' };
	if (kind === 'never') return { value: { kind } };
	if (kind === 'fixed-day') return readFixedDay(field);
	const inDays = kind === 'inactivity-days' || kind === 'lot-days';
	const number = readWhole(field('number'), 1, inDays ? days_max : months_max);
	if ('problem' in number) return { at: 'number', problem: number.problem };
	if (kind === 'lot-days') return { value: { kind, days: number.value } };
	if (kind === 'lot-end-of-month' || kind === 'lot-month-end-plus' || kind === 'lot-day') {
		const to = kind.slice('lot-'.length) as 'end-of-month' | 'month-end-plus' | 'day';
		return { value: { kind: 'lot', months: number.value, to } };
	}
	const activity = activities.filter((one) => field(`activity.${one}`) === 'on');
	if (activity.length === 0) return { at: `activity.${activities[0]}`, problem: 'activity-needed' };
	const sleepsFrom = field('sleepsFrom');
	if (sleepsFrom !== '' && !tiers.includes(sleepsFrom))
		return { at: 'sleepsFrom', problem: 'invalid' };
	return {
		value: {
			kind: 'inactivity',
			...(inDays ? { days: number.value } : { months: number.value }),
			activity,
			...(sleepsFrom === '' ? {} : { sleepsFrom })
		}
	};
}

function readFixedDay(field: (name: string) => string): ReadTerms<Expiry> {
	const years = readWhole(field('number'), 0, years_max);
	if ('problem' in years) return { at: 'number', problem: years.problem };
	const month = readWhole(field('month'), 1, 12);
	if ('problem' in month) return { at: 'month', problem: 'invalid' };
	const day = readWhole(field('day'), 1, 31);
	if ('problem' in day) return { at: 'day', problem: day.problem };
	if (!isDayOfYear(month.value, day.value)) return { at: 'day', problem: 'invalid' };
	const { value: yearsAfter } = years;
	return { value: { kind: 'fixed-day', month: month.value, day: day.value, yearsAfter } };
}
