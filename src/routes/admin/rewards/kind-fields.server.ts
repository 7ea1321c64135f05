import { z } from 'zod';
import { isCurrency, parseAmount } from '#lib/domain/money.ts';
import type { Reward, RewardKind } from '#lib/domain/rewards/reward.ts';
import type { FieldProblem } from '#lib/domain/views/form-answer.ts';
import { locales } from '#lib/i18n/messages.ts';
import { line } from '#lib/server/http.ts';
import {
	count,
	invalid,
	needed,
	optional,
	required,
	textOf,
	time,
	type Form
} from './form-parts.server.ts';
import { inLocales } from './in-locales.server.ts';

const currency = z.string().toUpperCase().refine(isCurrency, invalid);
const ticked = z.string().optional();
const credit = {
	amount: needed(z.string().max(20, invalid)),
	currency: needed(currency),
	inParts: ticked
};
const inWords = (field: string) =>
	Object.fromEntries(
		locales.map((locale) => [
			`${field}-${locale}`,
			locale === 'en' ? needed(line(120)) : optional(line(120))
		])
	);

/** What each kind asks for beside the fields of all; what belongs to another kind is not looked at. */
const fieldsOf: Readonly<Record<RewardKind, Readonly<Record<string, z.ZodType>>>> = {
	'free-night': { nights: optional(count(1, 30)), nightsMost: optional(count(2, 30)) },
	'nth-night': { nth: needed(count(2, 30)) },
	'room-upgrade': inWords('room'),
	'late-check-out': { until: needed(time) },
	breakfast: { persons: needed(count(1, 20)), mornings: needed(count(1, 30)) },
	'dining-credit': credit,
	'spa-credit': credit,
	'money-off': {},
	'partner-code': inWords('partner'),
	gift: {},
	'status-gift': { tier: needed(line(60)), months: needed(count(1, 36)) },
	donation: inWords('partner')
};

/** All of them as they are typed. */
export const typedFields: Readonly<Record<string, z.ZodType<string | undefined>>> =
	Object.fromEntries(
		Object.values(fieldsOf).flatMap((fields) =>
			Object.keys(fields).map((name) => [name, z.string().max(2_000, invalid).optional()] as const)
		)
	);

export type Say = (field: string, problem: FieldProblem) => void;

/** What is wrong with the fields of the kind. */
export function checkKind(kind: RewardKind, form: Form, tiers: readonly string[], say: Say): void {
	const read = z.object(fieldsOf[kind]).safeParse(form);
	for (const { path, message } of read.error?.issues ?? [])
		say(String(path[0]), message as FieldProblem);
	if (!read.success) return;
	const { nights, nightsMost, amount, currency, tier } = read.data;
	if (kind === 'free-night' && nights === undefined && nightsMost === undefined)
		say('nights', required);
	if (nights !== undefined && nightsMost !== undefined) say('nightsMost', invalid);
	if (amount !== undefined && !parseAmount(String(amount), String(currency)))
		say('amount', invalid);
	if (tier !== undefined && !tiers.includes(String(tier))) say('tier', invalid);
}

/** The same as the catalogue keeps it, once nothing is wrong. */
export function ofKind(kind: RewardKind, form: Form): Partial<Reward> & Pick<Reward, 'kind'> {
	const { amount, currency, inParts, ...plain } = z.object(fieldsOf[kind]).parse(form);
	const words = Object.fromEntries(
		(['room', 'partner'] as const).flatMap((field) => {
			const text = inLocales(form, field);
			return `${field}-en` in plain && text ? [[field, text] as const] : [];
		})
	);
	const numbers = Object.fromEntries(
		Object.entries(plain).filter(([name, value]) => !name.includes('-') && value !== undefined)
	);
	const code = String(currency);
	return {
		kind,
		...numbers,
		...words,
		...(amount !== undefined && {
			amount: { minor: parseAmount(String(amount), code) ?? 0, currency: code }
		}),
		...(inParts === 'on' && textOf(form, 'amount') !== undefined && { inParts: true })
	};
}
