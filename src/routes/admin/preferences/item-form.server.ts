import { z } from 'zod';
import {
	itemKinds,
	type ItemDocument,
	type ItemKind,
	type Option
} from '#lib/domain/preferences/item.ts';
import { freeId } from '#lib/domain/services/free-id.ts';
import type { FieldProblem } from '#lib/domain/views/form-answer.ts';
import type { ItemFormView } from '#lib/domain/views/preferences-admin.ts';
import { locales } from '#lib/i18n/messages.ts';
import { checkbox, line } from '#lib/server/http.ts';
import { newOptions } from '#lib/ui/admin/item-fields.ts';

const whole = z
	.string()
	.trim()
	.regex(/^-?\d{1,6}$/, 'invalid' satisfies FieldProblem)
	.transform(Number);

function optional<Value>(schema: z.ZodType<Value, string>) {
	return z
		.string()
		.optional()
		.transform((value) => value?.trim() || undefined)
		.pipe(schema.optional());
}

const texts = (name: string, max: number, isNeeded: boolean) =>
	locales.map((locale) => [
		`${name}-${locale}`,
		isNeeded && locale === 'en' ? line(max) : optional(line(max))
	]);

/** The fields of the form, as our languages, the group's hotels and the options there are make them. */
export function itemForm(
	{ properties }: ItemFormView,
	options: readonly Option[],
	kind?: ItemKind
) {
	const more: Readonly<Record<string, z.ZodType<string | boolean | undefined>>> =
		Object.fromEntries([
			...texts('label', 120, true),
			...texts('hint', 300, false),
			...texts('unit', 40, false),
			...options.flatMap(({ id }) => [
				...texts(`option-${id}`, 120, true),
				[`option-${id}-archived`, checkbox]
			]),
			...newOptions.flatMap((name) => texts(name, 120, false)),
			...properties.map(({ code }) => [`house-${code}`, checkbox])
		]);
	const fields = {
		groupId: line(60),
		sort: whole,
		kind: kind ? z.literal(kind).default(kind) : z.enum(itemKinds, 'invalid'),
		health: checkbox,
		service: optional(line(60)),
		lengthMax: optional(whole.pipe(z.number().min(1, 'invalid').max(200, 'invalid'))),
		min: optional(whole),
		max: optional(whole)
	};
	return z.object({ ...more, ...fields }).superRefine((form, context) => {
		const say = (field: string, message: FieldProblem) =>
			context.addIssue({ code: 'custom', path: [field], message });
		const isChoice = form.kind === 'one' || form.kind === 'several';
		if (isChoice && optionsOf(form, options).length === 0) say(`${newOptions[0]}-en`, 'required');
		for (const name of isChoice ? newOptions : [])
			if (
				!textOf(form, `${name}-en`) &&
				locales.some((locale) => textOf(form, `${name}-${locale}`))
			)
				say(`${name}-en`, 'required');
		if (form.kind === 'text' && form.lengthMax === undefined) say('lengthMax', 'required');
		if (form.kind !== 'number') return;
		if (form.min === undefined) say('min', 'required');
		if (form.max === undefined) say('max', 'required');
		else if (form.max <= (form.min ?? form.max - 1)) say('max', 'invalid');
		if (!textOf(form, 'unit-en')) say('unit-en', 'required');
	});
}

type Form = z.output<ReturnType<typeof itemForm>>;

/** What the form says, as the catalogue keeps it; fields of other kinds are left out. */
export function toDocument(
	form: Form,
	{ properties }: ItemFormView,
	options: readonly Option[]
): ItemDocument {
	const houses = properties.filter(({ code }) => valueOf(form, `house-${code}`) === true);
	const hint = inLocales(form, 'hint');
	const said = {
		label: inLocales(form, 'label') ?? { en: '' },
		...(hint && { hint }),
		...(houses.length > 0 && { properties: houses.map(({ id }) => id) }),
		...(form.health && { health: true }),
		...(form.service && { service: form.service })
	};
	switch (form.kind) {
		case 'one':
		case 'several':
			return { kind: form.kind, ...said, options: optionsOf(form, options) };
		case 'text':
			return { kind: 'text', ...said, lengthMax: form.lengthMax ?? 60 };
		case 'number': {
			const unit = inLocales(form, 'unit') ?? { en: '' };
			return { kind: 'number', ...said, unit, min: form.min ?? 0, max: form.max ?? 0 };
		}
		case 'day':
			return { kind: 'day', ...said };
	}
}

/** Those that there are, then the rows that were filled in; a new one is called by its English words. */
function optionsOf(form: Readonly<Record<string, unknown>>, before: readonly Option[]): Option[] {
	const all: Option[] = before.map(({ id, label }) => ({
		id,
		label: inLocales(form, `option-${id}`) ?? label,
		...(valueOf(form, `option-${id}-archived`) === true && { archived: true })
	}));
	for (const name of newOptions) {
		const label = inLocales(form, name);
		if (label)
			all.push({
				id: freeId(
					label.en,
					all.map((one) => one.id)
				),
				label
			});
	}
	return all;
}

function inLocales(
	form: Readonly<Record<string, unknown>>,
	field: string
): { en: string; [locale: string]: string } | undefined {
	const said = locales.flatMap((locale) => {
		const text = textOf(form, `${field}-${locale}`);
		return text ? [[locale, text] as const] : [];
	});
	const texts: Record<string, string> = Object.fromEntries(said);
	return texts['en'] ? { ...texts, en: texts['en'] } : undefined;
}

function textOf(form: Readonly<Record<string, unknown>>, name: string): string | undefined {
	const value = valueOf(form, name);
	return typeof value === 'string' ? value : undefined;
}

function valueOf(form: Readonly<Record<string, unknown>>, name: string): unknown {
	return form[name];
}
