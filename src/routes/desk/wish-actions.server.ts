import { fail, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { asClerk, askAsClerk, stillShowing } from '#lib/server/desk/at-desk.ts';
import { lookUp } from '#lib/server/desk/look-up.ts';
import { forgetAtDesk, noteAtDesk } from '#lib/server/desk/note-at-desk.ts';
import { tickWish } from '#lib/server/desk/tick-wish.ts';
import {
	fieldFailure,
	isFormFailure,
	line,
	readForm,
	uuid,
	type FormFailure
} from '#lib/server/http.ts';
import { readTickForm } from '#lib/server/preferences/read-tick-form.ts';

const AboutGuest = z.object({ at: line(32), typed: line(80), note: uuid });
const NoteForm = AboutGuest.extend({ text: line(200) });

/** What is done to a guest's wishes on their screen; the guest is shown again as they are now. */
export const wishActions = {
	tick: async ({ request, locals }: RequestEvent) => {
		const form = await readTickForm(request);
		if (!form) return fieldFailure('form', 'invalid');
		const { at, typed, ...tick } = form;
		const done = await askAsClerk(locals, { at, typed: {} }, (clerk) =>
			tickWish(locals.db, { ...clerk, ...tick }, locals.now())
		);
		return isFormFailure(done) ? no(locals, { at, typed }, done) : again(locals, at, typed);
	},

	note: async ({ request, locals }: RequestEvent) => {
		const form = await readForm(NoteForm, request);
		if (!form.ok) {
			const { at = '', typed = '' } = form.failure.data.values;
			return at && typed ? no(locals, { at, typed }, form.failure) : form.failure;
		}
		const { at, typed, note: id, text } = form.value;
		const done = await askAsClerk(locals, { at, typed: form.typed }, (clerk) =>
			noteAtDesk(locals.db, { ...clerk, number: typed, id, text }, locals.now())
		);
		return isFormFailure(done) ? no(locals, form.value, done) : again(locals, at, typed);
	},

	forget: async ({ request, locals }: RequestEvent) => {
		const form = await readForm(AboutGuest, request);
		if (!form.ok) return form.failure;
		const { at, typed, note: id } = form.value;
		const done = await askAsClerk(locals, { at, typed: {} }, (clerk) =>
			forgetAtDesk(locals.db, { ...clerk, number: typed, id }, locals.now())
		);
		return isFormFailure(done) ? no(locals, form.value, done) : again(locals, at, typed);
	}
};

async function again(locals: RequestEvent['locals'], at: string, typed: string) {
	const found = await asClerk(locals, at, (clerk) =>
		lookUp(locals.db, { ...clerk, typed }, locals.now())
	);
	return found.kind === 'refused' ? { no: found.no } : { found };
}

async function no(
	locals: RequestEvent['locals'],
	asked: { readonly at: string; readonly typed: string },
	failure: FormFailure
) {
	const { status, data } = await stillShowing(locals, asked, failure);
	return fail(status, data);
}
