import { parseAmount } from '../money.ts';
import { numbersOf } from '../milestones/milestones-of.ts';
import { unknown } from './check-names.ts';
import { checkStay } from './check-stay.ts';
import type { ExampleActivity, ExampleEvent } from './example.ts';
import type { EventOf } from './game.ts';
import type { Problem } from './problem.ts';
import type { Version } from './programme.ts';

/** What the events before one have made, by the ids that the example gives. */
export interface Before {
	readonly stays: Set<string>;
	readonly spends: Set<string>;
	readonly uses: Set<string>;
}

/** What keeps an event from being played under any version of the file. */
export function checkEvent(
	event: ExampleEvent,
	before: Before,
	versions: readonly Version[],
	pointer: string
): Problem[] {
	const idsOf = (list: (version: Version) => readonly { readonly id: string }[] | undefined) =>
		versions.flatMap((version) => (list(version) ?? []).map(({ id }) => id));
	switch (event.kind) {
		case 'stay':
			before.stays.add(event.id ?? '');
			return checkStay(event, versions, pointer);
		case 'activity':
			return checkActivity(event, versions, pointer);
		case 'claim':
			return checkEvent(event.of, before, versions, `${pointer}/of`);
		case 'refund':
			return [
				...unknown(event.stay, [...before.stays], 'stay before it', `${pointer}/stay`),
				...checkRefund(event, pointer)
			];
		case 'spend':
			before.spends.add(event.id ?? '');
			return [];
		case 'cancel':
			return unknown(event.spend, [...before.spends], 'spend before it', `${pointer}/spend`);
		case 'award':
			return [
				...unknown(event.stay, [...before.stays], 'stay before it', `${pointer}/stay`),
				...(versions.some(({ awards }) => awards.some(({ on }) => on === event.occasion))
					? []
					: [{ pointer: `${pointer}/occasion`, message: `has no award: ${event.occasion}` }])
			];
		case 'credits':
			return checkCredits(event, versions, pointer);
		case 'named':
		case 'challenge':
			return checkGiven(event, versions, `${pointer}/tier`);
		case 'card':
			return unknown(
				event.card,
				idsOf(({ cards }) => cards),
				'card',
				`${pointer}/card`
			);
		case 'choose':
			return checkChoice(event, versions, pointer);
		case 'use-gift':
			before.uses.add(event.id ?? '');
			return [];
		case 'confirm':
			return unknown(event.use, [...before.uses], 'use-gift before it', `${pointer}/use`);
		case 'convert':
			return unknown(
				event.to,
				idsOf(({ conversions }) => conversions),
				'conversion',
				`${pointer}/to`
			);
		default:
			return [];
	}
}

function checkActivity(
	{ activity, amounts }: ExampleActivity,
	versions: readonly Version[],
	pointer: string
): Problem[] {
	const kinds = versions.flatMap((version) => version.activities ?? []);
	const known = kinds.filter(({ id }) => id === activity);
	if (known.length === 0)
		return [{ pointer: `${pointer}/activity`, message: `is no activity: ${activity}` }];
	const measures = known.flatMap((kind) => kind.measures.map(({ id }) => id));
	return Object.keys(amounts).flatMap((measure) =>
		unknown(measure, measures, `measure of ${activity}`, `${pointer}/amounts/${measure}`)
	);
}

function checkRefund({ share, room, food, spa, other }: EventOf<'refund'>, pointer: string) {
	const problems: Problem[] = [];
	if (share !== undefined && Number(share) > 1)
		problems.push({ pointer: `${pointer}/share`, message: 'must not be above 1, which is all' });
	if (share !== undefined && (room ?? food ?? spa ?? other) !== undefined)
		problems.push({ pointer: `${pointer}/share`, message: 'goes without amounts' });
	return problems;
}

function checkCredits(
	{ credit, amount }: EventOf<'credits'>,
	versions: readonly Version[],
	pointer: string
): Problem[] {
	const known = versions.find(({ counters }) => counters.some(({ id }) => id === credit));
	if (!known) return [{ pointer: `${pointer}/credit`, message: `is no counter: ${credit}` }];
	const { currency, counters } = known;
	const isMoney = counters.find(({ id }) => id === credit)?.unit === 'money';
	if (isMoney && parseAmount(amount, currency) === undefined)
		return [{ pointer: `${pointer}/amount`, message: `is no amount of ${currency}: ${amount}` }];
	return isMoney || Number.isInteger(Number(amount))
		? []
		: [{ pointer: `${pointer}/amount`, message: 'must be a whole number' }];
}

function checkGiven(
	{ kind, tier: id }: EventOf<'named' | 'challenge'>,
	versions: readonly Version[],
	pointer: string
): Problem[] {
	const same = versions.flatMap(({ tiers }) => tiers.filter((tier) => tier.id === id));
	if (same.length === 0) return [{ pointer, message: `is no tier: ${id}` }];
	if (same.some(({ ways }) => ways.some((way) => way.kind === kind))) return [];
	return [{ pointer, message: `has no way of the kind ${kind}: ${id}` }];
}

function checkChoice(
	{ milestone: id, at, options }: EventOf<'choose'>,
	versions: readonly Version[],
	pointer: string
): Problem[] {
	const same = versions
		.flatMap(({ milestones = [] }) => milestones)
		.filter((milestone) => milestone.id === id);
	if (same.length === 0)
		return [{ pointer: `${pointer}/milestone`, message: `is no milestone: ${id}` }];
	if (!same.some((milestone) => numbersOf(milestone).includes(at)))
		return [{ pointer: `${pointer}/at`, message: `is no number of ${id}: ${at}` }];
	const known = same.flatMap(({ options: all = [] }) => all.map((option) => option.id));
	return options.flatMap((option, index) =>
		unknown(option, known, `option of ${id}`, `${pointer}/options/${index}`)
	);
}
