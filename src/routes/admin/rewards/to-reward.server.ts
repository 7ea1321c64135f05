import { parseAmount } from '#lib/domain/money.ts';
import type { Tier } from '#lib/domain/programme/programme.ts';
import type { Reward } from '#lib/domain/rewards/reward.ts';
import type { Property } from '#lib/server/stays/properties.ts';
import { cashRows, closedPairs } from '#lib/ui/admin/reward-fields.ts';
import { numberOf, textOf, type Form } from './form-parts.server.ts';
import { inLocales } from './in-locales.server.ts';
import { ofKind } from './kind-fields.server.ts';
import type { RewardFormValue } from './reward-form.server.ts';

/** What the form says, as the catalogue keeps it; fields of other kinds are left out. */
export function toReward(
	form: RewardFormValue,
	tiers: readonly Tier[],
	properties: readonly Property[]
): Reward {
	const prices = tiers.flatMap(({ id }) => {
		const price = numberOf(form, `points-${id}`);
		return price === undefined ? [] : [[id, price] as const];
	});
	const houses = properties.filter(({ code }) => (form as Form)[`house-${code}`] === true);
	const blackouts = closedPairs.flatMap((pair) => {
		const [from, to] = [textOf(form, pair.from), textOf(form, pair.to)];
		return from && to ? [{ from, to }] : [];
	});
	const withCash = cashOf(form);
	return {
		...ofKind(form.kind, form),
		name: { en: '', ...inLocales(form, 'name') },
		description: { en: '', ...inLocales(form, 'description') },
		...filled({ terms: inLocales(form, 'terms'), alt: inLocales(form, 'alt') }),
		points: form.points,
		...(prices.length > 0 && { pointsByTier: Object.fromEntries(prices) }),
		...(withCash.length > 0 && { withCash }),
		...(houses.length > 0 && { properties: houses.map(({ code }) => code) }),
		...(blackouts.length > 0 && { blackouts }),
		...dayOf(form),
		...filled({
			tierMin: form.tierMin,
			offeredFrom: form.offeredFrom,
			offeredTo: form.offeredTo,
			limitPerMember: form.limitPerMember,
			cancelWithinDays: form.cancelWithinDays,
			lowStock: form.lowStock
		}),
		validDays: form.validDays
	};
}

/** How many each house has, of those that were given a number. */
export function stocksOf(
	form: RewardFormValue,
	properties: readonly Property[]
): Record<string, number> {
	const numbers = properties.flatMap(({ code }) => {
		const given = numberOf(form, `stock-${code}`);
		return given === undefined ? [] : [[code, given] as const];
	});
	return Object.fromEntries(numbers);
}

function cashOf(form: RewardFormValue) {
	const currency = form.cashCurrency ?? '';
	return cashRows.flatMap(({ points: name, amount }) => {
		const [points, minor] = [
			numberOf(form, name),
			parseAmount(textOf(form, amount) ?? '', currency)
		];
		return points && minor ? [{ points, cash: { minor, currency } }] : [];
	});
}

/** What hangs on the day of use is only there where the guest names one. */
function dayOf(form: RewardFormValue): Partial<Reward> {
	const asks = form.kind === 'room-upgrade' ? 'date' : form.asks;
	if (asks !== 'date') return filled({ asks });
	const { leadHours, perDay, 'confirm-days': daysBefore, 'confirm-by': by } = form;
	const confirm = daysBefore !== undefined && by ? { daysBefore, by } : undefined;
	return filled({ asks, leadHours, perDay, confirm });
}

function filled<Fields extends object>(fields: Fields): Partial<Fields> {
	return Object.fromEntries(
		Object.entries(fields).filter(([, value]) => value !== undefined)
	) as Partial<Fields>;
}
