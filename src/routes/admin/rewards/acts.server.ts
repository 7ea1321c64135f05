import { redirect, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import type { Text } from '#lib/domain/text.ts';
import { isLocale, m, type Locale } from '#lib/i18n/messages.ts';
import { actorOf } from '#lib/server/auth/signed-in.ts';
import { isFormFailure, readForm, refusalToFail, uuid, wholeNumber } from '#lib/server/http.ts';
import { changeStatus } from '#lib/server/rewards/change-status.ts';
import { duplicateReward } from '#lib/server/rewards/duplicate-reward.ts';
import { findReward } from '#lib/server/rewards/queries.ts';

const StatusForm = z.object({
	rewardId: uuid,
	revision: wholeNumber,
	to: z.enum(['paused', 'offered', 'archived'])
});
const CopyForm = z.object({ of: uuid, copyId: uuid });
const name_length_max = 120;

type Event = Pick<RequestEvent, 'request' | 'locals'>;

/** Pauses, offers again or archives at once: one tap, in the list and in the editor. */
export async function statusAct({ request, locals }: Event) {
	const form = await readForm(StatusForm, request);
	if (!form.ok) return form.failure;
	const { rewardId, revision, to } = form.value;
	const command = { rewardId, revision, status: to };
	const done = await changeStatus(locals.db, command, actorOf(locals), locals.now()).catch(
		(thrown: unknown) => refusalToFail(thrown, form.typed)
	);
	if (isFormFailure(done)) return done;
	const name = (await findReward(locals.db, rewardId))?.reward.name ?? { en: rewardId };
	return { changed: { name, to } };
}

/** Makes a copy and opens it. */
export async function copyAct({ request, locals }: Event) {
	const form = await readForm(CopyForm, request);
	if (!form.ok) return form.failure;
	const { of, copyId: rewardId } = form.value;
	const command = { of, rewardId, mark };
	const done = await duplicateReward(locals.db, command, actorOf(locals), locals.now()).catch(
		(thrown: unknown) => refusalToFail(thrown, form.typed)
	);
	if (isFormFailure(done)) return done;
	redirect(303, `/admin/rewards/${rewardId}?copied`);
}

function mark({ en, ...others }: Text): Text {
	const marked = (name: string, locale: Locale) =>
		m.admin_reward_copy_name({ name }, { locale }).slice(0, name_length_max);
	const more = Object.entries(others).map(
		([locale, name]) => [locale, isLocale(locale) ? marked(name, locale) : name] as const
	);
	return { en: marked(en, 'en'), ...Object.fromEntries(more) };
}
