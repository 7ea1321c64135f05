import type { ActionResult, SubmitFunction } from '@sveltejs/kit';
import { applyAction } from '$app/forms';
import { invalidateAll } from '$app/navigation';
import { page } from '$app/state';
import type { FormAnswer } from '#lib/domain/views/form-answer.ts';
import { phoneTime } from '../card/phone-clock.ts';
import { putSend, readAbout } from '../offline/store.ts';
import type { Ended } from './ended.ts';
import type { Outcome } from './outcome.ts';
import { phoneId } from './phone-id.ts';
import { flush } from './queue.ts';
import { send } from './send.ts';
import type { Keeping } from './send-or-keep.ts';
import { tellChanged } from './told.ts';
import type { Waiting } from './waiting.ts';

type Submitted = Pick<
	Parameters<SubmitFunction>[0],
	'action' | 'formData' | 'formElement' | 'submitter'
>;

export async function submit(
	{ action: formAction, formData, formElement, submitter }: Submitted,
	{ kind, seen, anew, isQuiet, only = () => true, action: elsewhere }: Keeping
): Promise<Ended> {
	const action = elsewhere === undefined ? formAction : new URL(elsewhere, location.href);
	const id = phoneId();
	if (formData.has('id')) formData.set('id', id);
	const one: Waiting = {
		id,
		memberId: await whose(),
		kind,
		action: action.pathname + action.search,
		fields: [...formData].filter(([name]) => only(name)),
		at: phoneTime(),
		seen: seen?.(formData)
	};
	const { replaces } = formElement.dataset;
	delete formElement.dataset['replaces'];
	const isKept = one.memberId !== '' && (await isPut(one, replaces));
	const outcome = await sendNow(one, isKept);
	if (outcome?.kind === 'done') {
		if (!isQuiet?.(submitter)) await show(outcome.result, action);
		return 'done';
	}
	if (outcome?.kind === 'refused') {
		if (anew || isOutdated(outcome.result)) await invalidateAll();
		if (outcome.result) await show(outcome.result, action);
		return 'refused';
	}
	if (!isKept) return 'lost';
	tellChanged();
	return 'kept';
}

/** Of the page without a network it is the member whose phone it is. Empty where nobody is signed in. */
async function whose(): Promise<string> {
	const { member } = page.data as { member?: { readonly id: string } };
	if (member || !isOffline()) return member?.id ?? '';
	return (await readAbout('member').catch(() => undefined))?.id ?? '';
}

/** The page without a network stands at the address, and the route, of the one that was asked for. */
function isOffline(): boolean {
	if ('member' in page.data) return false;
	return page.error !== null || /^\/(offline|\(member\))/.test(page.route.id ?? '');
}

async function isPut(one: Waiting, replaced: string | undefined): Promise<boolean> {
	return putSend(one, replaced).then(
		() => true,
		// Some private windows keep nothing.
		() => false
	);
}

async function sendNow(one: Waiting, isKept: boolean): Promise<Outcome | undefined> {
	if (!isKept) return send(one, phoneTime());
	return (await flush(one.memberId, one.id)).get(one.id);
}

/** As the framework does after a form. In the place of a page that nobody sent, nothing is asked for. */
async function show(result: ActionResult, action: URL): Promise<void> {
	if (result.type === 'success' && !isOffline()) await invalidateAll();
	const isHere = location.origin + location.pathname === action.origin + action.pathname;
	if (isHere || result.type === 'redirect') await applyAction(result);
}

function isOutdated(result: ActionResult | undefined): boolean {
	if (result?.type !== 'failure') return false;
	return (result.data as FormAnswer | undefined)?.refusal?.code === 'changed-meanwhile';
}
