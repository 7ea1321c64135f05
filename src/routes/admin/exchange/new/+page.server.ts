import { fail } from '@sveltejs/kit';
import { z } from 'zod';
import { Refusal } from '#lib/domain/refusal.ts';
import { actorOf } from '#lib/server/auth/signed-in.ts';
import { addRates } from '#lib/server/exchange/add-rates.ts';
import { importRates } from '#lib/server/exchange/import-rates.ts';
import { postAllWaiting } from '#lib/server/exchange/post-waiting.ts';
import {
	fieldFailure,
	isFormFailure,
	line,
	readForm,
	readFormWithFile,
	refusalToFail
} from '#lib/server/http.ts';
import type { Actions, PageServerLoad } from './$types';

/** As many slices as a person waits for; the job does the others. */
const slices_max = 20;
const errors_shown = 50;

const why = z
	.string()
	.transform((text) => text.trim())
	.pipe(z.union([z.literal('').transform(() => undefined), line(500)]))
	.optional();
const code = line(3).transform((text) => text.toUpperCase());
const RateForm = z.object({ base: code, quote: code, day: line(10), rate: line(22), why });
const FileForm = z.object({ 'upload-why': why });

export const load: PageServerLoad = ({ url }) => ({
	asked: Object.fromEntries(
		['base', 'quote', 'day', 'rate'].map((name) => [name, url.searchParams.get(name) ?? ''])
	)
});

export const actions: Actions = {
	add: async ({ request, locals }) => {
		const form = await readForm(RateForm, request);
		if (!form.ok) return form.failure;
		const { why: reason, ...rate } = form.value;
		const by = { actor: actorOf(locals), why: reason };
		const done = await addRates(locals.db, [rate], by, locals.now()).catch((thrown: unknown) =>
			refusalToFail(thrown, form.typed)
		);
		if (isFormFailure(done)) return done;
		const [added] = done;
		if (added?.outcome === 'known')
			return refusalToFail(new Refusal('rate-known', { rate: added.rate }), form.typed);
		return {
			added: added?.outcome ?? 'unchanged',
			posted: await postAllWaiting(locals.db, () => locals.now(), slices_max)
		};
	},
	upload: async ({ request, locals }) => {
		const { form, file } = await readFormWithFile(FileForm, request, 'file');
		if (!form.ok) return form.failure;
		if (!file) return fieldFailure('file', 'required', { 'upload-why': '', ...form.typed });
		const source = { file, actor: actorOf(locals), why: form.value['upload-why'] };
		const now = () => locals.now();
		const done = await importRates(locals.db, source, now).catch((thrown: unknown) =>
			refusalToFail(thrown, { 'upload-why': '', ...form.typed })
		);
		if (isFormFailure(done)) return fail(done.status, done.data);
		return {
			imported: { ...done, errors: done.errors.slice(0, errors_shown) },
			posted: await postAllWaiting(locals.db, now, slices_max)
		};
	}
};
