import { redirect, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { readCookie, setCookie } from '#lib/server/auth/cookies.ts';
import { deskLimits } from '#lib/server/auth/limits.ts';
import { countTry } from '#lib/server/auth/rate-limits.ts';
import { staffOf } from '#lib/server/auth/signed-in.ts';
import { withFewWrongCodes } from '#lib/server/desk/few-wrong-codes.ts';
import { lookUp } from '#lib/server/desk/look-up.ts';
import { takeAtDesk } from '#lib/server/desk/take-at-desk.ts';
import { listWorkplaces, requireWorkplace, workplaceAmong } from '#lib/server/desk/workplaces.ts';
import type { Property } from '#lib/server/stays/properties.ts';
import { isFormFailure, line, readForm, refusalToFail, uuid } from '#lib/server/http.ts';
import type { Actions, PageServerLoad } from './$types';

const at = line(32);
const typed_max = 80;
const PropertyForm = z.object({ at });
const FindForm = z.object({ at, typed: line(typed_max) });
const TakeForm = z.object({ at, id: uuid, code: line(typed_max), typed: line(typed_max) });

export const load: PageServerLoad = async ({ locals, cookies }) => {
	const workplaces = await listWorkplaces(locals.db, staffOf(locals));
	const chosen = readCookie(cookies, 'desk', locals.config.https);
	const here = workplaceAmong(workplaces, chosen);
	const toView = ({ code, name }: (typeof workplaces)[number]) => ({ code, name });
	return { desk: { here: here && toView(here), workplaces: workplaces.map(toView) } };
};

export const actions: Actions = {
	property: async ({ request, locals, cookies }) => {
		const form = await readForm(PropertyForm, request);
		if (!form.ok) return form.failure;
		const here = await requireWorkplace(locals.db, staffOf(locals), form.value.at).catch(
			(thrown: unknown) => refusalToFail(thrown)
		);
		if (isFormFailure(here)) return here;
		setCookie(cookies, 'desk', locals.config.https, here.code);
		redirect(303, '/desk');
	},

	find: async ({ request, locals }) => {
		const form = await readForm(FindForm, request);
		if (!form.ok) return form.failure;
		const { at: code, typed } = form.value;
		const found = await asClerk(locals, code, (clerk) =>
			lookUp(locals.db, { ...clerk, typed }, locals.now())
		).catch((thrown: unknown) => refusalToFail(thrown, form.typed));
		if (isFormFailure(found)) return found;
		if (found.kind === 'refused') return { no: found.no, typed };
		// What has to be looked at again stays; what was found makes room for the next.
		const again = found.kind === 'nothing' || found.kind === 'card-refused';
		return again ? { found, typed } : { found };
	},

	take: async ({ request, locals }) => {
		const form = await readForm(TakeForm, request);
		if (!form.ok) return form.failure;
		const { at: property, id, code, typed } = form.value;
		const answer = await asClerk(locals, property, (clerk) =>
			takeAtDesk(locals.db, { ...clerk, id, code }, locals.now())
		).catch((thrown: unknown) => refusalToFail(thrown, form.typed));
		if (isFormFailure(answer)) return answer;
		return answer.kind === 'refused' ? { no: answer.no, typed } : { taken: answer.taken };
	}
};

/** Every question counts, and is asked at a house whose desk is theirs. */
async function asClerk<
	Answer extends { readonly kind: string; readonly no?: { readonly code: string } }
>(
	locals: RequestEvent['locals'],
	code: string,
	ask: (clerk: { staffId: string; property: Property }) => Promise<Answer>
): Promise<Answer> {
	const { db, now } = locals;
	const staff = staffOf(locals);
	const property = await requireWorkplace(db, staff, code);
	await countTry(db, deskLimits(staff.id), now());
	return withFewWrongCodes(db, staff.id, now(), () => ask({ staffId: staff.id, property }));
}
