import { z } from 'zod';
import { isCurrency, parseAmount } from '#lib/domain/money.ts';
import type { Tier } from '#lib/domain/programme/programme.ts';
import { rewardKinds, rewardStatuses } from '#lib/domain/rewards/reward.ts';
import type { FieldProblem } from '#lib/domain/views/form-answer.ts';
import { locales } from '#lib/i18n/messages.ts';
import { checkbox, line, uuid, wholeNumber } from '#lib/server/http.ts';
import type { Property } from '#lib/server/stays/properties.ts';
import { cashRows, closedPairs } from '#lib/ui/admin/reward-fields.ts';
import {
	count,
	date,
	invalid,
	lines,
	optional,
	points,
	required,
	textOf,
	time,
	type Form
} from './form-parts.server.ts';
import { checkKind, typedFields, type Say } from './kind-fields.server.ts';

const stock = count(0, 100_000_000);

const common = {
	rewardId: uuid,
	revision: wholeNumber,
	status: z.enum(rewardStatuses, invalid),
	kind: z.enum(rewardKinds, invalid),
	image: optional(z.string().regex(/^[0-9a-f]{40}$/, invalid)),
	withoutPicture: checkbox,
	points,
	cashCurrency: optional(z.string().toUpperCase().refine(isCurrency, invalid)),
	tierMin: optional(z.string().max(60, invalid)),
	offeredFrom: optional(date),
	offeredTo: optional(date),
	asks: optional(z.enum(['property', 'date'], invalid)),
	leadHours: optional(count(0, 8_760)),
	perDay: optional(count(1, 10_000)),
	'confirm-days': optional(count(0, 365)),
	'confirm-by': optional(time),
	validDays: count(1, 3_650),
	limitPerMember: optional(count(1, 10_000)),
	cancelWithinDays: optional(count(0, 3_650)),
	lowStock: optional(count(1, 1_000_000)),
	stock: optional(stock)
};

type FieldValue = string | number | boolean | undefined;

/** The fields of the form, as the programme's tiers, the group's houses and our languages make them. */
export function rewardForm(tiers: readonly Tier[], properties: readonly Property[]) {
	const texts = locales.flatMap((locale) => {
		const isFirst = locale === 'en';
		return [
			[`name-${locale}`, isFirst ? line(120) : optional(line(120))],
			[
				`description-${locale}`,
				isFirst ? lines.pipe(z.string().min(1, required)) : optional(lines)
			],
			[`terms-${locale}`, optional(lines)],
			[`alt-${locale}`, optional(line(200))]
		] as const;
	});
	const prices = tiers.map(({ id }) => [`points-${id}`, optional(points)] as const);
	const houses = properties.flatMap(({ code }) => [
		[`house-${code}`, checkbox] as const,
		[`stock-${code}`, optional(stock)] as const
	]);
	const closed = closedPairs.flatMap(({ from, to }) => [
		[from, optional(date)] as const,
		[to, optional(date)] as const
	]);
	const cash = cashRows.flatMap(({ points: name, amount }) => [
		[name, optional(points)] as const,
		[amount, optional(z.string().max(20, invalid))] as const
	]);
	const more: Readonly<Record<string, z.ZodType<FieldValue>>> = Object.fromEntries<
		z.ZodType<FieldValue>
	>([...texts, ...prices, ...houses, ...closed, ...cash]);
	const ids = tiers.map(({ id }) => id);
	return z.object({ ...more, ...typedFields, ...common }).superRefine((form, context) => {
		const say = (field: string, message: FieldProblem) =>
			context.addIssue({ code: 'custom', path: [field], message });
		checkKind(form.kind, form, ids, say);
		checkDates(form, say);
		checkCash(form, say);
		if (form.tierMin && !ids.includes(form.tierMin)) say('tierMin', invalid);
		const isUpgrade = form.kind === 'room-upgrade';
		if (!isUpgrade && form.asks !== 'date') return;
		const [days, by] = [form['confirm-days'], form['confirm-by']];
		if (days === undefined && (isUpgrade || by)) say('confirm-days', required);
		if (!by && (isUpgrade || days !== undefined)) say('confirm-by', required);
	});
}

function checkDates(form: Form, say: Say): void {
	const isBackwards = (from: string | undefined, to: string | undefined) =>
		from !== undefined && to !== undefined && to < from;
	if (isBackwards(textOf(form, 'offeredFrom'), textOf(form, 'offeredTo')))
		say('offeredTo', invalid);
	for (const { from, to } of closedPairs) {
		const [first, last] = [textOf(form, from), textOf(form, to)];
		if (first && !last) say(to, required);
		else if (last && !first) say(from, required);
		else if (isBackwards(first, last)) say(to, invalid);
	}
}

/** Each way to pay has both parts, fewer points than the price, and no cash that another has. */
function checkCash(form: Form, say: Say): void {
	const currency = textOf(form, 'cashCurrency');
	const seen = new Set<number>();
	for (const { points: name, amount } of cashRows) {
		const [some, cash] = [form[name], textOf(form, amount)];
		if (some === undefined && cash === undefined) continue;
		if (some === undefined) say(name, required);
		else if (Number(some) >= Number(form['points'])) say(name, 'too-large');
		if (!currency) say('cashCurrency', required);
		if (cash === undefined) {
			say(amount, required);
			continue;
		}
		const minor = parseAmount(cash, currency ?? 'EUR');
		if (!minor || seen.has(minor)) say(amount, invalid);
		seen.add(minor ?? 0);
	}
}

export type RewardFormValue = z.output<ReturnType<typeof rewardForm>>;
