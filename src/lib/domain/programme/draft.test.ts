import { expect, test } from 'vitest';
import { diffVersions } from './diff.ts';
import { fieldsOf, isNameField, isTick, withFields } from './draft.ts';
import { expiryKinds } from './draft-terms.ts';
import { lineOf, linesOf } from './json-lines.ts';
import type { ProgrammeFile, Version } from './programme.ts';
import { listTemplates, readTemplate, type TemplateName } from './templates.ts';

const locales = ['en', 'zh-CN'];
const versionOf = (name: TemplateName) => (readTemplate(name) as ProgrammeFile).versions[0];

const meridian = versionOf('meridian');

const sent = (changes: Record<string, string>, of: Version = meridian) => {
	const fields = { ...fieldsOf(of, locales), ...changes };
	return Object.fromEntries(
		Object.entries(fields).filter(([name, value]) => !isTick(name) || value === 'on')
	);
};
function made(changes: Record<string, string>, of: Version = meridian): Version {
	const result = withFields(of, sent(changes, of), locales);
	expect(result).toMatchObject({ ok: true });
	return result.ok ? result.document : of;
}
function problem(field: string, value: string) {
	const result = withFields(meridian, sent({ [field]: value }), locales);
	return result.ok ? undefined : result.problems;
}

test.for(listTemplates())(
	'J1: the form of %s sent as it is changes nothing, to the letter',
	(name) => {
		const version = versionOf(name);
		expect(made({}, version)).toEqual(version);
	}
);

test.for([
	['25', '0.25'],
	['0', 0],
	['100', 1],
	['12.5', '0.125'],
	['0.1', '0.001'],
	['33.3333333', '0.333333333'],
	['５0', '0.5'],
	['500', 5]
] as const)('J1: a bonus of %s percent is the exact share %s', ([percent, share]) => {
	const document = made({ 'tiers.gold.bonus': percent });
	expect(document.tiers[2]?.bonus).toBe(share);
	expect(diffVersions(meridian, document)).toHaveLength(share === '0.25' ? 0 : 1);
	expect(made({}, document)).toEqual(document);
});

test.for([
	['earning.standard.points', '-1', 'number-invalid'],
	['earning.standard.points', 'abc', 'number-invalid'],
	['earning.standard.points', '1e309', 'number-invalid'],
	['earning.standard.points', '1,5', 'number-invalid'],
	['earning.standard.points', 'Infinity', 'number-invalid'],
	['earning.standard.points', '0x10', 'number-invalid'],
	['earning.standard.points', '', 'required'],
	['earning.standard.points', ' ', 'required'],
	['earning.standard.points', '9'.repeat(39), 'too-large'],
	['earning.standard.points', '1000000001', 'too-large'],
	['earning.standard.points', '0.1234567891', 'number-invalid'],
	['earning.standard.per', '0', 'number-invalid'],
	['earning.standard.cap', '0', 'whole-number-invalid'],
	['earning.standard.cap', '1.5', 'whole-number-invalid'],
	['tiers.gold.bonus', '1000', 'bonus-too-large'],
	['tiers.gold.bonus', '500.0001', 'bonus-too-large'],
	['tiers.gold.bonus', '-1', 'number-invalid'],
	['tiers.gold.bonus', '0.12345678', 'number-invalid'],
	['tiers.gold.name.en', ' ', 'required'],
	['tiers.gold.ways.25-nights.needs.0', '2.5', 'whole-number-invalid'],
	['tiers.ambassador.ways.100-nights-and-spend.needs.1', '23000.005', 'number-invalid'],
	['tiers.gold.ways.25-nights.validity.kind', 'forever', 'invalid'],
	['tiers.gold.ways.25-nights.validity.number', '21', 'too-large'],
	['tiers.gold.ways.25-nights.validity.month', '13', 'invalid'],
	['rounding.mode', 'up', 'invalid'],
	['expiry.kind', '', 'invalid'],
	['expiry.number', '0', 'whole-number-invalid'],
	['expiry.number', '241', 'too-large'],
	['expiry.sleepsFrom', 'nobody', 'invalid'],
	['awards.survey.points', '-5', 'whole-number-invalid'],
	['pointsName.en.other', '', 'required']
] as const)('J1: %s of “%s” is refused beside its field: %s', ([field, value, expected]) => {
	expect(problem(field, value)).toEqual({ [field]: expected });
});

test('J1: all that is wrong is said at once, each beside its own field', () => {
	const result = withFields(
		meridian,
		sent({ 'earning.standard.points': '-1', 'tiers.gold.bonus': 'x', 'expiry.number': '' }),
		locales
	);
	expect(result).toEqual({
		ok: false,
		problems: {
			'earning.standard.points': 'number-invalid',
			'tiers.gold.bonus': 'number-invalid',
			'expiry.number': 'required'
		}
	});
});

test('J1: names, thresholds, rates, caps, rounding and the survey’s points are the document’s own', () => {
	const document = made({
		'pointsName.en.one': 'star',
		'pointsName.en.other': 'stars',
		'pointsName.zh-CN.other': '星',
		'tiers.gold.name.zh-CN': '',
		'tiers.ambassador.ways.100-nights-and-spend.needs.0': '90',
		'tiers.ambassador.ways.100-nights-and-spend.needs.1': '20000.50',
		'earning.apartment.points': '2.75',
		'earning.standard.cap': '5000',
		'rounding.mode': 'half-up',
		'awards.survey.points': '150'
	});
	expect(document.pointsName).toEqual({
		en: { one: 'star', other: 'stars' },
		'zh-CN': { other: '星' }
	});
	expect(document.tiers[2]?.name).toEqual({ en: 'Gold' });
	expect(document.tiers[5]?.ways[0]).toMatchObject({
		needs: { of: [{ amount: 90 }, { amount: '20000.5' }] }
	});
	expect(document.earning[3]).toMatchObject({ points: '2.75', per: 1 });
	expect(document.earning[0]).toMatchObject({ cap: 5000 });
	expect(document.rounding).toEqual({ mode: 'half-up', at: 'line' });
	expect(document.awards).toEqual([{ id: 'survey', kind: 'fixed', on: 'survey', points: 150 }]);
	const without = made({ 'awards.survey.points': '', 'earning.standard.cap': '' }, document);
	expect(without.awards).toEqual([]);
	expect(without.earning[0]).not.toHaveProperty('cap');
});

test('D4: each kind of expiry can be chosen, with its number, and is shown as it was chosen', () => {
	for (const kind of expiryKinds) {
		const document = made({ 'expiry.kind': kind, 'expiry.number': '18' });
		expect(fieldsOf(document, locales)).toMatchObject({
			'expiry.kind': kind,
			'expiry.number': kind === 'never' ? '' : '18'
		});
	}
	expect(made({ 'expiry.kind': 'inactivity-days', 'expiry.number': '400' }).expiry).toEqual({
		kind: 'inactivity',
		days: 400,
		activity: ['stay', 'activity', 'redeem', 'award', 'purchase']
	});
	const none = Object.fromEntries(
		Object.keys(fieldsOf(meridian, locales))
			.filter(isTick)
			.map((name) => [name, ''])
	);
	expect(withFields(meridian, sent(none), locales)).toEqual({
		ok: false,
		problems: { 'expiry.activity.stay': 'activity-needed' }
	});
});

test('J1: how long a tier lasts can be chosen in every way', () => {
	const at = 'tiers.gold.ways.25-nights.validity';
	const chosen = (kind: string, number = '') =>
		made({ [`${at}.kind`]: kind, [`${at}.number`]: number }).tiers[2]?.ways[0]?.validity;
	expect(chosen('life')).toEqual({ kind: 'life' });
	expect(chosen('months-day', '12')).toEqual({ kind: 'months', months: 12, from: 'day' });
	expect(chosen('months-month-start', '12')).toMatchObject({ from: 'month-start' });
	expect(chosen('member-year', '1')).toEqual({ kind: 'member-year', yearsAfter: 1 });
	expect(chosen('end-of-month', '1')).toEqual({ kind: 'end-of-month', month: 2, yearsAfter: 1 });
});

test('J1: fields that people read are known from those that hold numbers', () => {
	expect(isNameField('tiers.gold.name.zh-CN')).toBe(true);
	expect(isNameField('pointsName.en.one')).toBe(true);
	expect(isNameField('tiers.name.bonus')).toBe(false);
	expect(isNameField('tiers.gold.bonus')).toBe(false);
});

test('D1: every value of a JSON text is found on its line, and so is the end of what is JSON', () => {
	const text = JSON.stringify(meridian, null, '\t');
	const found = linesOf(text);
	if (!found.ok) throw new Error(`line ${found.line}`);
	const rows = text.split('\n');
	const line = (pointer: string) => rows[(lineOf(found.lines, pointer) ?? 0) - 1];
	expect(line('/timeZone')).toContain('America/New_York');
	expect(line('/earning/3/points')).toContain('2.5');
	expect(line('/tiers/2/name/zh-CN')).toContain('金卡');
	expect(line('/tiers/2/nothing')).toContain('{');
	expect(linesOf('{\n"a": 1,\n}')).toEqual({ ok: false, line: 3 });
	expect(linesOf('{"a": 01}')).toMatchObject({ ok: false });
	expect(linesOf('')).toEqual({ ok: false, line: 1 });
	expect(linesOf('[1] 2')).toEqual({ ok: false, line: 1 });
	expect(linesOf('['.repeat(100_000))).toMatchObject({ ok: false });
});
