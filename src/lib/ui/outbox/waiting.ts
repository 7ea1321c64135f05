import type { Instant } from '#lib/domain/calendar.ts';
import type { FieldProblem, FormAnswer } from '#lib/domain/views/form-answer.ts';
import type { NewerWish } from '#lib/domain/views/newer-wish.ts';
import type { QueuedSend } from '../offline/store.ts';

/** What was said on this phone, and what the server has said to it so far. */
export interface Waiting extends QueuedSend {
	/** How often the server could not take it. */
	readonly tries?: number | undefined;
	/** It will not be sent again by itself: the guest changes it or lets it go. */
	readonly refused?: Refused | undefined;
	/** It came, and another device had said something newer. */
	readonly newer?: readonly NewerWish[] | undefined;
}

export interface Refused {
	readonly status: number;
	readonly problems?: Readonly<Record<string, FieldProblem>> | undefined;
	readonly refusal?: FormAnswer['refusal'];
}

/** Kinds of what may be sent later. What needs the hotel's stock is none of them. */
export type Kind = 'preferences' | 'survey' | 'claim' | 'name' | 'language' | 'consent' | 'notices';

/** What still has to be sent, the first said first. */
export function toSend(all: readonly Waiting[], memberId: string): Waiting[] {
	return all
		.filter((one) => one.memberId === memberId && !one.refused && !one.newer)
		.sort((one, other) => Number(one.at > other.at) - Number(one.at < other.at));
}

/** How old it is by the phone; a clock that was set back meanwhile makes nothing younger than now. */
export function ageOf({ at }: Pick<QueuedSend, 'at'>, now: Instant): number {
	return Math.max(0, Date.parse(now) - Date.parse(at));
}

const first_ms = 5_000;
const most_ms = 10 * 60_000;

/** How long to wait after so many times in a row on which nobody took anything. */
export function backOff_ms(times: number): number {
	return Math.min(first_ms * 2 ** Math.min(times, 10), most_ms);
}
