import { z } from 'zod';
import { choiceKey } from '#lib/domain/notices/decide.ts';
import { noticeChannels, noticeTopics } from '#lib/domain/notices/topics.ts';
import { saidIn } from '#lib/server/auth/said-in.ts';
import { memberOf } from '#lib/server/auth/signed-in.ts';
import { isFormFailure, readForm, refusalToFail } from '#lib/server/http.ts';
import { addPhone, removePhone, removeThisPhone } from '#lib/server/notices/phones.ts';
import { readNotices } from '#lib/server/notices/read-notices.ts';
import { saveChoices } from '#lib/server/notices/save-choices.ts';
import type { Actions, PageServerLoad } from './$types';

const keys = noticeTopics.flatMap((topic) =>
	noticeChannels.map((channel) => choiceKey(topic, channel))
);
const ChoicesForm = z.object({
	shown: z.string().max(500).default(''),
	...Object.fromEntries(keys.map((key) => [key, z.literal('on').optional()]))
});
const base64url = z.string().regex(/^[\w-]+={0,2}$/);
const PhoneForm = z.object({
	endpoint: z.string().min(1).max(1_000),
	p256dh: base64url.length(87),
	auth: base64url.length(22)
});
const RemoveForm = z.object({ id: z.uuid() });

export const load: PageServerLoad = async ({ locals }) => {
	const { id: memberId, sessionId } = memberOf(locals);
	return { view: await readNotices(locals.db, { memberId, sessionId }, locals.now()) };
};

export const actions: Actions = {
	save: async (event) => {
		const { request, locals } = event;
		const form = await readForm(ChoicesForm, request);
		if (!form.ok) return form.failure;
		const said = form.value as Readonly<Record<string, string | undefined>>;
		const { newerAt: at } = await saveChoices(
			locals.db,
			{
				memberId: memberOf(locals).id,
				shown: new Set(form.value.shown.split(',')),
				on: new Set(keys.filter((key) => said[key] === 'on'))
			},
			saidIn(event)
		);
		return {
			done: 'save',
			saved: { newer: at === undefined ? [] : [{ item: 'notices', at }] }
		} as const;
	},

	subscribe: async ({ request, locals }) => {
		const form = await readForm(PhoneForm, request);
		if (!form.ok) return form.failure;
		const { id: memberId, sessionId } = memberOf(locals);
		const userAgent = request.headers.get('user-agent') ?? '';
		const phone = { ...form.value, memberId, sessionId, userAgent };
		const done = await addPhone(locals.db, locals.push, phone, locals.now()).catch(
			(thrown: unknown) => refusalToFail(thrown)
		);
		return isFormFailure(done) ? done : ({ done: 'subscribe' } as const);
	},

	unsubscribe: async ({ locals }) => {
		await removeThisPhone(locals.db, memberOf(locals).sessionId);
		return { done: 'unsubscribe' } as const;
	},

	remove: async ({ request, locals }) => {
		const form = await readForm(RemoveForm, request);
		if (!form.ok) return form.failure;
		await removePhone(locals.db, memberOf(locals).id, form.value.id);
		return { done: 'remove' } as const;
	}
};
