import { z } from 'zod';
import type { GroupDocument } from '#lib/domain/preferences/schema.ts';
import { locales } from '#lib/i18n/messages.ts';
import { staffOf } from '#lib/server/auth/signed-in.ts';
import {
	checkbox,
	isFormFailure,
	line,
	readForm,
	refusalToFail,
	wholeNumber
} from '#lib/server/http.ts';
import { readGroups } from '#lib/server/preferences/read-catalogue.ts';
import { saveGroup } from '#lib/server/preferences/save-group.ts';
import type { Actions, PageServerLoad } from './$types';

const empty = z.literal('').transform(() => undefined);
const others = Object.fromEntries(
	locales
		.filter((locale) => locale !== 'en')
		.map((locale) => [`label-${locale}`, z.union([empty, line(120)]).optional()])
);
const GroupForm = z.object({
	...others,
	id: line(60),
	revision: z.union([empty, wholeNumber]).optional(),
	sort: wholeNumber,
	archived: checkbox,
	'label-en': line(120)
});

export const load: PageServerLoad = async ({ locals }) => ({ view: await readGroups(locals.db) });

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await readForm(GroupForm, request);
		if (!form.ok) return form.failure;
		const { id, revision, sort, archived } = form.value;
		const label = labelIn(form.value);
		const actor = { kind: 'staff', id: staffOf(locals).id } as const;
		const command = { id, revision, sort, label, archived };
		const done = await saveGroup(locals.db, command, actor, locals.now()).catch((thrown: unknown) =>
			refusalToFail(thrown, form.typed)
		);
		return isFormFailure(done) ? done : { saved: id };
	}
};

function labelIn(form: z.output<typeof GroupForm>): GroupDocument['label'] {
	const values: Readonly<Record<string, unknown>> = form;
	const said = locales.flatMap((locale) => {
		const text = values[`label-${locale}`];
		return typeof text === 'string' ? [[locale, text] as const] : [];
	});
	return { ...Object.fromEntries(said), en: form['label-en'] };
}
