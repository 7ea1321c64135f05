import { isPlainDate } from '../calendar.ts';
import { isPlainText } from '../text.ts';
import type { FieldProblem } from '../views/form-answer.ts';
import type { ChoiceDocument, ItemDocument, NumberDocument, WishValue } from './item.ts';

/** Without a value nothing is wished: the field was left empty. */
export type CheckedValue =
	| { readonly ok: true; readonly value: WishValue | undefined }
	| { readonly ok: false; readonly problem: FieldProblem };

const bad = (problem: FieldProblem) => ({ ok: false, problem }) as const;
const good = (value: WishValue | undefined) => ({ ok: true, value }) as const;

/**
 * What somebody says to an item, as the item's kind has it: from a form (texts) or as it was stored.
 * An option that is no longer offered is refused to whoever did not choose it before (`held`).
 */
export function checkValue(item: ItemDocument, said: unknown, held?: WishValue): CheckedValue {
	if (said === undefined || said === null || said === '') return good(undefined);
	switch (item.kind) {
		case 'one':
			return typeof said === 'string' ? checkOne(item, said, held) : bad('invalid');
		case 'several':
			return checkSeveral(item, said, held);
		case 'text':
			return typeof said === 'string' ? checkText(said, item.lengthMax) : bad('invalid');
		case 'number':
			return checkNumber(item, said);
		case 'day':
			return typeof said === 'string' && isDayOfYear(said) ? good(said) : bad('invalid');
	}
}

function checkOne(item: ChoiceDocument, said: string, held?: WishValue): CheckedValue {
	const option = item.options.find(({ id }) => id === said);
	if (!option || (option.archived && held !== said)) return bad('not-offered');
	return good(said);
}

function checkSeveral(item: ChoiceDocument, said: unknown, held?: WishValue): CheckedValue {
	const all: unknown[] = Array.isArray(said) ? said : [said];
	const before: readonly unknown[] = Array.isArray(held) ? held : [];
	const chosen = item.options.filter(({ id }) => all.includes(id));
	const known = new Set(chosen.map(({ id }) => id));
	if (all.some((one) => typeof one !== 'string' || !known.has(one))) return bad('not-offered');
	if (chosen.some(({ id, archived }) => archived && !before.includes(id)))
		return bad('not-offered');
	return good(chosen.length === 0 ? undefined : chosen.map(({ id }) => id));
}

function checkText(said: string, lengthMax: number): CheckedValue {
	const text = said.trim().normalize('NFC');
	if (text === '') return good(undefined);
	if (!isPlainText(text)) return bad('invalid');
	return text.length > lengthMax ? bad('too-long') : good(text);
}

function checkNumber({ min, max }: NumberDocument, said: unknown): CheckedValue {
	const text = typeof said === 'number' ? String(said) : said;
	if (typeof text !== 'string' || !/^\s*-?\d{1,7}\s*$/.test(text)) return bad('invalid');
	const value = Number(text);
	return value < min || value > max ? bad('invalid') : good(value);
}

/** 'MM-DD' of any year; the 29th of February is one. */
export function isDayOfYear(text: string): boolean {
	return isPlainDate(`2000-${text}`);
}
