import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { readCookie, setCookie } from '#lib/server/auth/cookies.ts';
import { staffOf } from '#lib/server/auth/signed-in.ts';
import { readPraise } from '#lib/server/cases/read-praise.ts';
import { answerWaiting } from '#lib/server/desk/answer-waiting.ts';
import { askAtDesk, askBillAtDesk } from '#lib/server/desk/ask-guest.ts';
import { asClerk, askAsClerk, stillShowing } from '#lib/server/desk/at-desk.ts';
import { lookUp } from '#lib/server/desk/look-up.ts';
import { settleRequest } from '#lib/server/desk/settle-request.ts';
import { backAtDesk, takeAtDesk } from '#lib/server/desk/take-at-desk.ts';
import { listWorkplaces, requireWorkplace, workplaceAmong } from '#lib/server/desk/workplaces.ts';
import { seenPrice } from '#lib/server/rewards/seen-price.ts';
import { isFormFailure, line, readForm, refusalToFail, uuid } from '#lib/server/http.ts';
import { wishActions } from './wish-actions.server.ts';
import type { Actions, PageServerLoad } from './$types';

const at = line(32);
const typed = line(80);
const amount = line(20);
const PropertyForm = z.object({ at });
const FindForm = z.object({ at, typed });
const TakeForm = z.object({ at, id: uuid, code: typed, typed, amount: amount.optional() });
const BackForm = z.object({ at, take: uuid, typed });
const AskForm = z.object({ at, id: uuid, typed, reward: uuid, bill: amount });
const RedeemForm = z.object({
	at,
	id: uuid,
	typed,
	reward: uuid,
	price: seenPrice,
	useOn: line(10).optional()
});
const SettleForm = z.object({ at, id: uuid, typed, word: line(12) });
const AnswerForm = z.object({
	at,
	typed,
	redemption: uuid,
	says: z.enum(['yes', 'no']),
	why: z.string().trim().max(200).optional()
});

export const load: PageServerLoad = async ({ locals, cookies }) => {
	const clerk = staffOf(locals);
	const workplaces = await listWorkplaces(locals.db, clerk);
	const chosen = readCookie(cookies, 'desk', locals.config.https);
	const here = workplaceAmong(workplaces, chosen);
	const toView = ({ code, name }: (typeof workplaces)[number]) => ({ code, name });
	return {
		desk: { here: here && toView(here), workplaces: workplaces.map(toView) },
		praise: await readPraise(locals.db, clerk.id, locals.now())
	};
};

export const actions: Actions = {
	...wishActions,

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
		const asked = { at: form.value.at, typed: form.typed };
		const found = await askAsClerk(locals, asked, (clerk) =>
			lookUp(locals.db, { ...clerk, typed: form.value.typed }, locals.now())
		);
		if (isFormFailure(found)) return found;
		if (found.kind === 'refused') return { no: found.no, typed: form.value.typed };
		// What has to be looked at again stays; what was found makes room for the next.
		const isAgain = found.kind === 'nothing' || found.kind === 'card-refused';
		return isAgain ? { found, typed: form.value.typed } : { found };
	},

	take: async ({ request, locals }) => {
		const form = await readForm(TakeForm, request);
		if (!form.ok) return form.failure;
		const { at, id, code, amount } = form.value;
		const answer = await askAsClerk(locals, { at, typed: form.typed }, (clerk) =>
			takeAtDesk(locals.db, { ...clerk, id, code, amount }, locals.now())
		);
		if (isFormFailure(answer)) return failWith(await stillShowing(locals, form.value, answer));
		if (answer.kind === 'refused') return { no: answer.no, typed: form.value.typed };
		return answer.kind === 'back' ? { back: answer.back } : { taken: answer.taken };
	},

	back: async ({ request, locals }) => {
		const form = await readForm(BackForm, request);
		if (!form.ok) return form.failure;
		const { at, take: takeId } = form.value;
		const answer = await askAsClerk(locals, { at, typed: form.typed }, (clerk) =>
			backAtDesk(locals.db, { ...clerk, takeId }, locals.now())
		);
		if (isFormFailure(answer)) return answer;
		return { back: answer.back };
	},

	ask: async ({ request, locals }) => {
		const form = await readForm(AskForm, request);
		if (!form.ok) return form.failure;
		const { at, id, typed: number, reward: rewardId, bill } = form.value;
		const answer = await askAsClerk(locals, { at, typed: form.typed }, (clerk) =>
			askBillAtDesk(locals.db, { ...clerk, id, number, rewardId, bill }, locals.now())
		);
		if (isFormFailure(answer)) return failWith(await stillShowing(locals, form.value, answer));
		return { asked: answer.asked };
	},

	redeem: async ({ request, locals }) => {
		const form = await readForm(RedeemForm, request);
		if (!form.ok) return form.failure;
		const { at, id, typed: number, reward: rewardId, price, useOn } = form.value;
		const { points, nights, cashMinor } = price;
		const asked = { id, number, rewardId, points, choice: { useOn, nights, cashMinor } };
		const answer = await askAsClerk(locals, { at, typed: form.typed }, (clerk) =>
			askAtDesk(locals.db, { ...clerk, ...asked }, locals.now())
		);
		if (isFormFailure(answer)) return failWith(await stillShowing(locals, form.value, answer));
		return { asked: answer.asked };
	},

	settle: async ({ request, locals }) => {
		const form = await readForm(SettleForm, request);
		if (!form.ok) return form.failure;
		const { at, id, word: code } = form.value;
		const answer = await askAsClerk(locals, { at, typed: form.typed }, (clerk) =>
			settleRequest(locals.db, { ...clerk, id, code }, locals.now())
		);
		if (isFormFailure(answer)) return failWith(await stillShowing(locals, form.value, answer));
		if (answer.kind === 'paid') return { paid: answer.paid };
		return { asked: answer.asked, word: code };
	},

	answer: async ({ request, locals }) => {
		const form = await readForm(AnswerForm, request);
		if (!form.ok) return form.failure;
		const { at, typed, redemption: redemptionId, says, why } = form.value;
		const asked = { at, typed: form.typed };
		const answer = await askAsClerk(locals, asked, (clerk) =>
			answerWaiting(locals.db, { ...clerk, redemptionId, says, why }, locals.now())
		);
		if (isFormFailure(answer)) return failWith(await stillShowing(locals, form.value, answer));
		const found = await asClerk(locals, at, (clerk) =>
			lookUp(locals.db, { ...clerk, typed }, locals.now())
		);
		return found.kind === 'refused' ? { said: says } : { said: says, found };
	}
};

function failWith<Data>({ status, data }: { readonly status: number; readonly data: Data }) {
	return fail(status, data);
}
