import { z } from 'zod';
import { actorOf } from '#lib/server/auth/signed-in.ts';
import {
	isFormFailure,
	line,
	readForm,
	refusalToError,
	refusalToFail,
	uuid
} from '#lib/server/http.ts';
import { newId } from '#lib/server/ids.ts';
import { lendTier, nameMember, sellCard, type TierGiven } from '#lib/server/tiers/give-tier.ts';
import { readMemberTier } from '#lib/server/tiers/read-member-tier.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const why = line(300);
const TierForm = z.object({ id: uuid, tier: line(100), why });
const CardForm = z.object({ id: uuid, card: line(100), why });

export const load: PageServerLoad = async ({ locals, params }) => ({
	view: await readMemberTier(locals.db, params.id, locals.now()).catch(refusalToError),
	ids: { name: newId(), card: newId(), lend: newId() }
});

export const actions: Actions = {
	name: async (event) => {
		const form = await readForm(TierForm, event.request);
		return form.ok ? answer(nameMember(...asked(event, form.value)), form.typed) : form.failure;
	},
	card: async (event) => {
		const form = await readForm(CardForm, event.request);
		return form.ok ? answer(sellCard(...asked(event, form.value)), form.typed) : form.failure;
	},
	lend: async (event) => {
		const form = await readForm(TierForm, event.request);
		return form.ok ? answer(lendTier(...asked(event, form.value)), form.typed) : form.failure;
	}
};

/** What the use-cases take: the form as a command of this member, by who is signed in, now. */
function asked<Value>({ locals, params }: RequestEvent, value: Value) {
	const command = { ...value, source: 'app', memberId: params.id };
	return [locals.db, command, actorOf(locals), locals.now()] as const;
}

async function answer(given: Promise<TierGiven>, typed: Record<string, string>) {
	const done = await given.catch((thrown: unknown) => refusalToFail(thrown, typed));
	return isFormFailure(done) ? done : { done: done.tier };
}
