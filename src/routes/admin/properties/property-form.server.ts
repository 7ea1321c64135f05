import { z } from 'zod';
import type { WorkingHours } from '#lib/domain/cases/due.ts';
import { faultOfWeek, weekDays } from '#lib/domain/cases/week.ts';
import type { Text } from '#lib/domain/text.ts';
import type { FieldProblem } from '#lib/domain/views/form-answer.ts';
import { locales } from '#lib/i18n/messages.ts';
import { line } from '#lib/server/http.ts';
import type { NewProperty } from '#lib/server/stays/properties.ts';

// What the pages of a new hotel and of one that is there share.

const name_length_max = 80;

const optionalName = z
	.string()
	.transform((text) => text.trim())
	.pipe(z.union([z.literal(''), line(name_length_max)]))
	.default('');

const names = Object.fromEntries(
	locales
		.filter((locale) => locale !== 'en')
		.map((locale) => [`name-${locale}`, optionalName] as const)
);

const time = z
	.string()
	.transform((text) => text.trim().slice(0, 5))
	.default('');
const times = Object.fromEntries(
	weekDays.flatMap((day) => [
		[`from-${day}`, time],
		[`to-${day}`, time]
	])
);

const fields = {
	'name-en': line(name_length_max),
	...names,
	code: line(32),
	currency: line(3).transform((code) => code.toUpperCase()),
	'time-zone': line(60),
	brand: line(60),
	hours: z.enum(['always', 'week']).default('always'),
	...times
};

export const PropertyForm = z.object(fields).superRefine(checkHours);
export const ChangeForm = z
	.object({ ...fields, revision: z.coerce.number().int().positive() })
	.superRefine(checkHours);

function checkHours(form: z.output<typeof PropertyForm>, refused: z.RefinementCtx): void {
	const week = toWeek(form);
	const fault = week && faultOfWeek(week);
	const say = (field: string, message: FieldProblem) =>
		refused.addIssue({ code: 'custom', path: [field], message });
	if (fault?.kind === 'time') say(`${fault.end}-${fault.day}`, 'required');
	if (fault?.kind === 'order') say(`to-${fault.day}`, 'hours-order');
	if (fault?.kind === 'never') say('hours', 'hours-never');
}

/** Undefined: always. A day without times is one on which nobody is there. */
function toWeek(form: z.output<typeof PropertyForm>): WorkingHours | undefined {
	if (form.hours === 'always') return undefined;
	const texts: Record<string, unknown> = form;
	const at = (field: string) => String(texts[field] ?? '');
	return weekDays.map((day) => {
		const [from, to] = [at(`from-${day}`), at(`to-${day}`)];
		return from === '' && to === '' ? undefined : { from, to };
	});
}

/** The fields of the form as a house of the group. */
export function toProperty(form: z.output<typeof PropertyForm>): NewProperty {
	const texts: Record<string, unknown> = form;
	const name: Text = { en: form['name-en'] };
	const others = locales.flatMap((locale) => {
		const text = texts[`name-${locale}`];
		return typeof text === 'string' && text !== '' ? [[locale, text] as const] : [];
	});
	return {
		code: form.code,
		name: { ...name, ...Object.fromEntries(others) },
		timeZone: form['time-zone'],
		currency: form.currency,
		brand: form.brand,
		hours: toWeek(form)
	};
}
