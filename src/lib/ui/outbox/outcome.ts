import type { ActionResult } from '@sveltejs/kit';
import type { FormAnswer } from '#lib/domain/views/form-answer.ts';
import type { NewerWish } from '#lib/domain/views/newer-wish.ts';
import type { Refused, Waiting } from './waiting.ts';

/** What a server's answer means for what was sent. */
export type Outcome =
	| { readonly kind: 'done'; readonly result: ActionResult }
	| { readonly kind: 'refused'; readonly why: Refused; readonly result: ActionResult | undefined }
	/** Kept until the member has signed in again. */
	| { readonly kind: 'signed-out' }
	/** Kept, and not shown to whoever is signed in here. */
	| { readonly kind: 'other-member' }
	/** The server is there and cannot take it now. */
	| { readonly kind: 'later' }
	/** Nobody answered, or somebody who is not the server. */
	| { readonly kind: 'nobody' };

/** Of what comes as no answer of a form. */
const later = new Set([408, 425, 429]);

/**
 * @param result what the answer says as an action's; undefined where it says nothing of that kind, as
 * the page of a hotel's Wi-Fi
 */
export function readAnswer(status: number, result: ActionResult | undefined): Outcome {
	if (status === 401) return { kind: 'signed-out' };
	if (status >= 500 || later.has(status)) return { kind: 'later' };
	if (!result && status === 409) return { kind: 'other-member' };
	if (!result)
		return status < 400
			? { kind: 'nobody' }
			: { kind: 'refused', why: { status }, result: undefined };
	switch (result.type) {
		case 'success':
			return { kind: 'done', result };
		case 'redirect':
			return isSignIn(result.location) ? { kind: 'signed-out' } : { kind: 'done', result };
		case 'failure':
			return isPassing(result) ? { kind: 'later' } : toRefused(result);
		case 'error': {
			const { status: of = status } = result;
			if (of >= 500 || later.has(of)) return { kind: 'later' };
			return { kind: 'refused', why: { status: of }, result };
		}
	}
}

function isSignIn(location: string): boolean {
	return new URL(location, 'http://stayward').pathname === '/sign-in';
}

type Failure = Extract<ActionResult, { type: 'failure' }>;

function isPassing({ status, data }: Failure): boolean {
	return status >= 500 || later.has(status) || answerIn(data)?.refusal?.code === 'still-running';
}

function toRefused(result: Failure): Outcome {
	const { problems, refusal } = answerIn(result.data) ?? {};
	return { kind: 'refused', why: { status: result.status, problems, refusal }, result };
}

function answerIn(data: unknown): Partial<FormAnswer> | undefined {
	return data as Partial<FormAnswer> | undefined;
}

/** After these nothing else is tried now: the next would be answered the same. */
export function stops({ kind }: Outcome): boolean {
	return kind === 'nobody' || kind === 'signed-out' || kind === 'other-member';
}

/**
 * What stays on the phone after an answer; undefined when it may go. What the guest is told at the form
 * itself (`isSeen`) need not be kept to tell them.
 */
export function leftOf(one: Waiting, outcome: Outcome, isSeen: boolean): Waiting | undefined {
	switch (outcome.kind) {
		case 'done': {
			const newer = newerIn(outcome.result);
			return newer.length > 0 ? { ...one, newer } : undefined;
		}
		case 'refused':
			return isSeen ? undefined : { ...one, refused: outcome.why };
		case 'later':
			return { ...one, tries: (one.tries ?? 0) + 1 };
		default:
			return one;
	}
}

/** What another device said later than this one, and what therefore holds. */
export function newerIn(result: ActionResult): readonly NewerWish[] {
	if (result.type !== 'success') return [];
	const data = result.data as { saved?: { newer?: readonly NewerWish[] } } | undefined;
	return data?.saved?.newer ?? [];
}
