import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { isPlainDate } from '#lib/domain/calendar.ts';
import { isPlainText } from '#lib/domain/text.ts';
import type { FieldProblem } from '#lib/domain/views/form-answer.ts';
import { memberOf } from '#lib/server/auth/signed-in.ts';
import { readClaimForm } from '#lib/server/claims/read-claims.ts';
import { sendClaim } from '#lib/server/claims/send-claim.ts';
import {
	isFormFailure,
	line,
	readFormWithFile,
	refusalToError,
	refusalToFail,
	uuid
} from '#lib/server/http.ts';
import type { Actions, PageServerLoad } from './$types';

const day = line(10).refine(isPlainDate, 'invalid' satisfies FieldProblem);
const note = z
	.string()
	.transform((text) => text.replaceAll('\r\n', '\n').trim().normalize('NFC'))
	.pipe(
		z
			.string()
			.max(1000, 'too-long' satisfies FieldProblem)
			.refine((text) => isPlainText(text.replaceAll('\n', ' ')), 'invalid' satisfies FieldProblem)
	)
	.optional()
	.transform((text) => text || undefined);

const ClaimForm = z.object({
	id: uuid,
	property: line(32),
	arrival: day,
	departure: day,
	reference: line(64),
	bookedName: line(120),
	note
});

export const load: PageServerLoad = async ({ locals }) => ({
	view: await readClaimForm(locals.db, memberOf(locals).id, locals.now()).catch(refusalToError)
});

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const { form, file: photo } = await readFormWithFile(ClaimForm, request, 'photo');
		if (!form.ok) return form.failure;
		const claim = { ...form.value, memberId: memberOf(locals).id, photo };
		const done = await sendClaim(locals.db, claim, locals.now()).catch((thrown: unknown) =>
			refusalToFail(thrown, form.typed)
		);
		if (isFormFailure(done)) return done;
		redirect(303, `/stays/claims/${done.claimId}`);
	}
};
