import { z } from 'zod';
import { isPlainDate } from '#lib/domain/calendar.ts';
import { isCurrency, parseAmount } from '#lib/domain/money.ts';
import type { Tier } from '#lib/domain/programme/programme.ts';
import { rewardKinds, rewardStatuses, type Reward } from '#lib/domain/rewards/reward.ts';
import type { FieldProblem } from '#lib/domain/views/form-answer.ts';
import { locales } from '#lib/i18n/messages.ts';
import { checkbox, line, uuid, wholeNumber } from '#lib/server/http.ts';
import type { Property } from '#lib/server/stays/properties.ts';
import { closedPairs } from '#lib/ui/admin/reward-fields.ts';

const invalid = 'invalid' satisfies FieldProblem;
const required = 'required' satisfies FieldProblem;

const date = z.string().refine(isPlainDate, invalid);
const atLeast = (least: number, most: number) =>
	wholeNumber.pipe(z.number().min(least, invalid).max(most, invalid));
const points = atLeast(1, 100_000_000);

/** Text of several lines. */
const lines = z
	.string()
	.transform((value) => value.replaceAll('\r\n', '\n').trim().normalize('NFC'))
	.pipe(
		z
			.string()
			.max(2_000, 'too-long' satisfies FieldProblem)
			.refine(
				(value) => value === '' || line(2_000).safeParse(value.replaceAll('\n', ' ')).success,
				invalid
			)
	);

/** What is left empty is not there. */
function optional<Value>(schema: z.ZodType<Value, string>) {
	return z
		.string()
		.optional()
		.transform((value) => value?.trim() || undefined)
		.pipe(schema.optional());
}

const common = {
	rewardId: uuid,
	revision: wholeNumber,
	status: z.enum(rewardStatuses, invalid),
	kind: z.enum(rewardKinds, invalid),
	image: optional(z.string().regex(/^[0-9a-f]{40}$/, invalid)),
	withoutPicture: checkbox,
	points,
	tierMin: optional(z.string().max(60, invalid)),
	offeredFrom: optional(date),
	offeredTo: optional(date),
	validDays: atLeast(1, 3_650),
	limitPerMember: optional(atLeast(1, 10_000)),
	cancelWithinDays: optional(atLeast(0, 3_650)),
	stock: optional(atLeast(0, 100_000_000)),
	nights: optional(atLeast(1, 30)),
	amount: optional(z.string().max(20, invalid)),
	currency: optional(z.string().refine(isCurrency, invalid)),
	until: optional(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, invalid))
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
			[`terms-${locale}`, optional(lines)]
		] as const;
	});
	const prices = tiers.map(({ id }) => [`points-${id}`, optional(points)] as const);
	const houses = properties.map(({ code }) => [`house-${code}`, checkbox] as const);
	const closed = closedPairs.flatMap(({ from, to }) => [
		[from, optional(date)] as const,
		[to, optional(date)] as const
	]);
	const more: Readonly<Record<string, z.ZodType<FieldValue>>> = Object.fromEntries([
		...texts,
		...prices,
		...houses,
		...closed
	]);
	return z.object({ ...more, ...common }).superRefine((form, context) => {
		const say = (field: string, message: FieldProblem) =>
			context.addIssue({ code: 'custom', path: [field], message });
		if (form.kind === 'free-night' && !form.nights) say('nights', required);
		if (form.kind === 'late-check-out' && !form.until) say('until', required);
		if (form.kind === 'dining-credit') {
			if (!form.amount) say('amount', required);
			else if (!parseAmount(form.amount, form.currency ?? 'EUR')) say('amount', invalid);
			if (!form.currency) say('currency', required);
		}
		const { offeredFrom, offeredTo } = form;
		if (offeredFrom && offeredTo && offeredTo < offeredFrom) say('offeredTo', invalid);
		for (const { from, to } of closedPairs) {
			const [first, last] = [textOf(form, from), textOf(form, to)];
			if (first && !last) say(to, required);
			else if (last && !first) say(from, required);
			else if (first && last && last < first) say(to, invalid);
		}
		if (tiers.every(({ id }) => id !== form.tierMin) && form.tierMin) say('tierMin', invalid);
	});
}

type Form = z.output<ReturnType<typeof rewardForm>>;

/** What the form says, as the catalogue keeps it; fields of other kinds are left out. */
export function toReward(
	form: Form,
	tiers: readonly Tier[],
	properties: readonly Property[]
): Reward {
	const prices = tiers.flatMap(({ id }) => {
		const price = valueOf(form, `points-${id}`);
		return typeof price === 'number' ? [[id, price] as const] : [];
	});
	const houses = properties.filter(({ code }) => valueOf(form, `house-${code}`) === true);
	const blackouts = closedPairs.flatMap((pair) => {
		const [from, to] = [textOf(form, pair.from), textOf(form, pair.to)];
		return from && to ? [{ from, to }] : [];
	});
	const terms = inLocales(form, 'terms');
	return {
		...ofKind(form),
		name: { en: '', ...inLocales(form, 'name') },
		description: { en: '', ...inLocales(form, 'description') },
		...(terms && { terms: { en: '', ...terms } }),
		points: form.points,
		...(prices.length > 0 && { pointsByTier: Object.fromEntries(prices) }),
		...(form.tierMin && { tierMin: form.tierMin }),
		...(houses.length > 0 && { properties: houses.map(({ code }) => code) }),
		...(form.offeredFrom && { offeredFrom: form.offeredFrom }),
		...(form.offeredTo && { offeredTo: form.offeredTo }),
		validDays: form.validDays,
		...(blackouts.length > 0 && { blackouts }),
		...(form.limitPerMember !== undefined && { limitPerMember: form.limitPerMember }),
		...(form.cancelWithinDays !== undefined && { cancelWithinDays: form.cancelWithinDays })
	};
}

function ofKind({ kind, nights, amount, currency = '', until }: Form) {
	switch (kind) {
		case 'free-night':
			return { kind, nights };
		case 'dining-credit':
			return { kind, amount: { minor: parseAmount(amount ?? '', currency) ?? 0, currency } };
		case 'late-check-out':
			return { kind, until };
		default:
			return { kind };
	}
}

function inLocales(form: Form, field: string): Record<string, string> | undefined {
	const texts = locales.flatMap((locale) => {
		const text = textOf(form, `${field}-${locale}`);
		return text ? [[locale, text] as const] : [];
	});
	return texts.length > 0 ? Object.fromEntries(texts) : undefined;
}

function textOf(form: Readonly<Record<string, unknown>>, name: string): string | undefined {
	const value = valueOf(form, name);
	return typeof value === 'string' ? value : undefined;
}

function valueOf(form: Readonly<Record<string, unknown>>, name: string): unknown {
	return form[name];
}
