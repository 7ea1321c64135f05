import { z } from 'zod';
import type { FieldProblem } from '#lib/domain/views/form-answer.ts';
import { actorOf } from '#lib/server/auth/signed-in.ts';
import { readAccount } from '#lib/server/guests/read-account.ts';
import {
	isFormFailure,
	line,
	readForm,
	refusalToError,
	refusalToFail,
	uuid
} from '#lib/server/http.ts';
import { newId } from '#lib/server/ids.ts';
import { readAdjustLimit } from '#lib/server/ledger/adjust-limit.ts';
import { adjustPoints } from '#lib/server/ledger/adjust-points.ts';
import { readToday } from '#lib/server/programme/read-programme.ts';
import { readBookingsOf } from '#lib/server/rewards/read-bookings.ts';
import { restoreMember, suspendMember } from '#lib/server/members/suspend-member.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** As people write it: "+1,200", "−300"; nothing is no adjustment. */
const points = line(20)
	.transform((text) => text.replaceAll(/[\s,.+]/g, '').replace('−', '-'))
	.pipe(z.string().regex(/^-?(?!0+$)\d{1,9}$/, 'invalid' satisfies FieldProblem))
	.transform(Number);
const why = line(300);

const AdjustForm = z.object({ id: uuid, points, why });
const WhyForm = z.object({ why });

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, now } = locals;
	const view = await readAccount(db, params.id, now()).catch(refusalToError);
	const limit = await readAdjustLimit(db, actorOf(locals), params.id, now()).catch(refusalToError);
	const bookings = await readBookingsOf(db, params.id, await readToday(db, now()));
	return { view, bookings, adjustId: newId(), limit };
};

export const actions: Actions = {
	adjust: async ({ request, locals, params }) => {
		const form = await readForm(AdjustForm, request);
		if (!form.ok) return form.failure;
		const command = { ...form.value, source: 'app', memberId: params.id };
		const done = await adjustPoints(locals.db, command, actorOf(locals), locals.now()).catch(
			(thrown: unknown) => refusalToFail(thrown, form.typed)
		);
		return isFormFailure(done) ? done : ({ done: 'adjust' } as const);
	},

	suspend: (event) => change(event, suspendMember, 'suspend'),
	restore: (event) => change(event, restoreMember, 'restore')
};

async function change<Done extends string>(
	{ request, locals, params }: RequestEvent,
	act: typeof suspendMember,
	done: Done
) {
	const form = await readForm(WhyForm, request);
	if (!form.ok) return form.failure;
	const asked = { ...form.value, memberId: params.id };
	const failed = await act(locals.db, asked, actorOf(locals), locals.now()).catch(
		(thrown: unknown) => refusalToFail(thrown, form.typed)
	);
	return isFormFailure(failed) ? failed : { done };
}
