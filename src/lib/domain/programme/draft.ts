import type { FieldProblem } from '../views/form-answer.ts';
import { leavesOf } from './needs.ts';
import {
	percentText,
	readDecimal,
	readPercent,
	readPositive,
	readThreshold,
	readWholeOrNone,
	type Read
} from './draft-numbers.ts';
import {
	expiryFields,
	readExpiry,
	readValidity,
	validityFields,
	type ReadTerms
} from './draft-terms.ts';
import { readPointsName, readText, textFields, pointsNameFields } from './draft-names.ts';
import type { Award, Decimal, Need, RateRule, Tier, Version, Way } from './programme.ts';
import { same } from './same.ts';
import { versionSchema } from './schema.ts';

/**
 * The form of a draft: what it holds by the name of its field. Names are paths of ids, such as
 * `tiers.gold.bonus`; checkboxes hold 'on' or nothing.
 */
export type DraftFields = Readonly<Record<string, string>>;

export type WithFields =
	| { readonly ok: true; readonly document: Version }
	| { readonly ok: false; readonly problems: Readonly<Record<string, FieldProblem>> };

export const roundingModes = ['floor', 'half-up', 'half-even'] as const;
export const roundingPlaces = ['line', 'total'] as const;

/** What of a document the form shows. `locales` are those that names can be given in. */
export function fieldsOf(document: Version, locales: readonly string[]): DraftFields {
	const fields: Record<string, string> = pointsNameFields(document.pointsName, locales);
	for (const tier of document.tiers) {
		const at = `tiers.${tier.id}`;
		Object.assign(fields, textFields(`${at}.name`, tier.name, locales));
		fields[`${at}.bonus`] = percentText(tier.bonus);
		for (const way of tier.ways) {
			const here = `${at}.ways.${way.id}`;
			if (way.kind === 'reach')
				for (const [index, leaf] of leavesOf(way.needs).entries())
					fields[`${here}.needs.${index}`] = String(leaf.amount);
			for (const [name, value] of Object.entries(validityFields(way.validity)))
				fields[`${here}.validity.${name}`] = value;
		}
	}
	for (const rule of document.earning) {
		const at = `earning.${rule.id}`;
		fields[`${at}.points`] = String(rule.points);
		fields[`${at}.per`] = String(rule.per);
		fields[`${at}.cap`] = rule.cap === undefined ? '' : String(rule.cap);
	}
	fields['rounding.mode'] = document.rounding.mode;
	fields['rounding.at'] = document.rounding.at;
	for (const [name, value] of Object.entries(expiryFields(document.expiry)))
		fields[`expiry.${name}`] = value;
	fields['awards.survey.points'] = String(surveyAward(document)?.points ?? '');
	return fields;
}

/** Whether a field is a name that people read; all others hold numbers, choices and ticks. */
export function isNameField(name: string): boolean {
	return name.startsWith('pointsName.') || /^tiers\.[^.]+\.name\./.test(name);
}

/** Whether a field is a tick: it is not sent when it is off. */
export function isTick(name: string): boolean {
	return name.startsWith('expiry.activity.');
}

/**
 * The document with what the form holds. A field that was not sent stays as it is, except for ticks.
 * What the form does not show stays, and an unchanged field keeps its value to the letter.
 */
export function withFields(
	document: Version,
	sent: Readonly<Record<string, string | undefined>>,
	locales: readonly string[]
): WithFields {
	const were = fieldsOf(document, locales);
	const problems: Record<string, FieldProblem> = {};
	const field = (name: string) => sent[name] ?? (isTick(name) ? '' : (were[name] ?? ''));
	const take = <Value>(name: string, read: (typed: string) => Read<Value>, was: Value): Value => {
		if (field(name).trim() === were[name]) return was;
		const result = read(field(name));
		if ('value' in result) return result.value;
		problems[name] = result.problem;
		return was;
	};
	const takeTerms = <Value>(at: string, result: ReadTerms<Value>, was: Value): Value => {
		if ('value' in result) return same(result.value, was) ? was : result.value;
		problems[`${at}.${result.at}`] = result.problem;
		return was;
	};

	const way = (of: string, one: Way): Way => {
		const at = `${of}.ways.${one.id}`;
		const validity = takeTerms(
			`${at}.validity`,
			readValidity((name) => field(`${at}.validity.${name}`)),
			one.validity
		);
		if (one.kind === 'named') return { ...one, validity };
		let index = 0;
		const amount = (was: Decimal, credit: string) => {
			const unit = document.counters.find(({ id }) => id === credit)?.unit;
			const read = (typed: string) => readThreshold(typed, unit, document.currency);
			return take(`${at}.needs.${index++}`, read, was);
		};
		return { ...one, needs: withAmounts(one.needs, amount), validity };
	};
	const tier = (one: Tier): Tier => {
		const at = `tiers.${one.id}`;
		const name = readText(`${at}.name`, one.name, locales, field);
		Object.assign(problems, name.problems);
		return {
			...one,
			name: name.value,
			bonus: take(`${at}.bonus`, readPercent, one.bonus),
			ways: one.ways.map((each) => way(at, each))
		};
	};
	const rule = ({ cap: capBefore, ...one }: RateRule): RateRule => {
		const at = `earning.${one.id}`;
		const cap = take<number | undefined>(
			`${at}.cap`,
			(typed) => readWholeOrNone(typed, 1),
			capBefore
		);
		return {
			...one,
			points: take(`${at}.points`, readDecimal, one.points),
			per: take(`${at}.per`, readPositive, one.per),
			...(cap === undefined ? {} : { cap })
		};
	};
	const chosen = <Value extends string>(name: string, of: readonly Value[], was: Value): Value =>
		take<Value>(
			name,
			(typed) => {
				const found = of.find((one) => one === typed);
				return found === undefined ? { problem: 'invalid' } : { value: found };
			},
			was
		);

	const survey = take<number | undefined>(
		'awards.survey.points',
		(typed) => readWholeOrNone(typed, 1),
		surveyAward(document)?.points
	);
	const pointsName = readPointsName(document.pointsName, locales, field);
	Object.assign(problems, pointsName.problems);
	const [floor, ...higher] = document.tiers;
	const changed: Version = {
		...document,
		pointsName: pointsName.value,
		tiers: [tier(floor), ...higher.map(tier)],
		earning: document.earning.map(rule),
		rounding: {
			mode: chosen('rounding.mode', roundingModes, document.rounding.mode),
			at: chosen('rounding.at', roundingPlaces, document.rounding.at)
		},
		expiry: takeTerms(
			'expiry',
			readExpiry(
				(name) => field(`expiry.${name}`),
				document.tiers.map(({ id }) => id)
			),
			document.expiry
		),
		awards: withSurvey(document.awards, survey)
	};
	if (Object.keys(problems).length > 0) return { ok: false, problems };
	return versionSchema.safeParse(changed).success
		? { ok: true, document: changed }
		: { ok: false, problems: { form: 'invalid' } };
}

function withAmounts(need: Need, amount: (was: Decimal, credit: string) => Decimal): Need {
	return need.kind === 'all' || need.kind === 'any'
		? { ...need, of: need.of.map((one) => withAmounts(one, amount)) }
		: { ...need, amount: amount(need.amount, need.credit) };
}

function surveyAward({ awards }: Version): Award | undefined {
	return awards.find(({ on }) => on === 'survey');
}

/** No points is no award. */
function withSurvey(awards: readonly Award[], points: number | undefined): readonly Award[] {
	if (points === undefined) return awards.filter(({ on }) => on !== 'survey');
	return awards.some(({ on }) => on === 'survey')
		? awards.map((award) => (award.on === 'survey' ? { ...award, points } : award))
		: [...awards, { id: 'survey', kind: 'fixed', on: 'survey', points }];
}
