import type { ActionResult } from '@sveltejs/kit';
import { deserialize } from '$app/forms';
import type { Instant } from '#lib/domain/calendar.ts';
import { ageHeader, memberHeader } from '#lib/domain/phone/headers.ts';
import type { QueuedSend } from '../offline/store.ts';
import { readAnswer, type Outcome } from './outcome.ts';
import { ageOf } from './waiting.ts';

/** A photo over a hotel's Wi-Fi takes its time. */
const patience_ms = 20_000;

/** One thing that was said, as the request of the form that it was said in. */
export async function send(one: QueuedSend, now: Instant): Promise<Outcome> {
	try {
		const answer = await fetch(one.action, {
			method: 'POST',
			headers: {
				accept: 'application/json',
				'x-sveltekit-action': 'true',
				...(one.memberId && { [memberHeader]: one.memberId }),
				[ageHeader]: String(ageOf(one, now))
			},
			body: bodyOf(one),
			cache: 'no-store',
			signal: AbortSignal.timeout(patience_ms)
		});
		return readAnswer(answer.status, resultIn(await answer.text()));
	} catch {
		return { kind: 'nobody' };
	}
}

function bodyOf({ fields }: QueuedSend): FormData | URLSearchParams {
	const isPlain = fields.every(([, value]) => typeof value === 'string');
	const body = isPlain ? new URLSearchParams() : new FormData();
	for (const [name, value] of fields) body.append(name, value as string);
	return body;
}

/** Nothing where it is no answer of an action. */
function resultIn(text: string): ActionResult | undefined {
	try {
		const result = deserialize(text) as Partial<ActionResult>;
		return typeof result.type === 'string' && actionTypes.has(result.type)
			? (result as ActionResult)
			: undefined;
	} catch {
		return undefined;
	}
}

const actionTypes: ReadonlySet<string> = new Set(['success', 'failure', 'redirect', 'error']);
