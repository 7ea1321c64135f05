import type { Names } from '#lib/domain/programme/diff-change.ts';
import type { Gift, Milestone } from '#lib/domain/programme/programme.ts';
import { counted, formatList, inWords } from '../formats.ts';
import { m } from '../messages.ts';
import { between, sayDecimal } from './say-rules.ts';
import { sayAmount, sayValidity, sayWindow } from './say-tiers.ts';

/** What waits where, in one sentence. */
export function sayMilestone(milestone: Milestone, names: Names): string {
	return m.programme_milestone_is({
		numbers: sayNumbers(milestone, names),
		window: sayWindow(milestone.window),
		gives: sayGives(milestone)
	});
}

function sayNumbers({ at, credit }: Milestone, names: Names): string {
	if ('step' in at)
		return m.programme_milestone_steps({
			step: sayAmount(credit, at.step, names),
			from: sayDecimal(at.from),
			to: sayDecimal(at.to)
		});
	const last = at.at(-1) ?? 0;
	return m.programme_milestone_at({
		numbers: formatList(
			[...at.slice(0, -1).map(sayDecimal), sayAmount(credit, last, names)],
			'conjunction'
		)
	});
}

function sayGives({ points, gift, options, choose, withinDays, otherwise }: Milestone): string {
	const all = options ?? [];
	return [
		...(points === undefined ? [] : [m.programme_milestone_points({ points: sayDecimal(points) })]),
		...(gift ? [sayGift(gift)] : []),
		...(options
			? [
					m.programme_milestone_choice({
						count: sayDecimal(choose ?? 1),
						options: formatList(all.map(sayGift), 'disjunction')
					})
				]
			: []),
		...(withinDays === undefined
			? []
			: [m.programme_milestone_within({ span: m.span_days(counted(withinDays)) })]),
		...(otherwise
			? [
					m.programme_milestone_otherwise({
						list: formatList(
							otherwise.map((id) => nameOf(all, id)),
							'conjunction'
						)
					})
				]
			: [])
	].join(between);
}

function nameOf(gifts: readonly Gift[], id: string): string {
	const gift = gifts.find((one) => one.id === id);
	return gift ? inWords(gift.name) : id.replaceAll('-', ' ');
}

/** A gift by its name, and what is to be known of it. */
export function sayGift({ name, points, count, validity, use }: Gift): string {
	const details = [
		...(points === undefined ? [] : [m.programme_milestone_points({ points: sayDecimal(points) })]),
		...(count === undefined ? [] : [m.programme_gift_pieces(counted(count))]),
		...(validity ? [sayValidity(validity)] : []),
		...(use ? [use.perNight ? m.programme_gift_per_night() : m.programme_gift_per_stay()] : []),
		...(use?.returns
			? [
					m.programme_gift_returns({
						time: use.returns.at,
						span: m.span_days(counted(use.returns.daysBefore))
					})
				]
			: [])
	];
	return details.length === 0
		? inWords(name)
		: m.programme_gift_with({ name: inWords(name), details: details.join(between) });
}
