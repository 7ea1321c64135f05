import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { hashToken } from '../auth/tokens.ts';
import type { Trx } from '../db/database.ts';
import { lockResponse, type ResponseRow, type Whose } from './queries.ts';

/** Who answers: whoever has the mailed link, or the member in the portal. */
export type Answerer =
	{ readonly token: string } | { readonly memberId: string; readonly id: string };

export function whoseOf(answerer: Answerer): Whose {
	return 'token' in answerer ? { tokenHash: hashToken(answerer.token) } : answerer;
}

export function isOpen(response: ResponseRow, now: Instant): boolean {
	const { status, expires_at } = response;
	return (status === 'invited' || status === 'started') && now < expires_at;
}

/**
 * The response, held. Refused: `not-found` for an id of somebody else; `survey-over` for a link that
 * leads nowhere, which is all that its reader may know.
 */
export async function holdResponse(trx: Trx, answerer: Answerer): Promise<ResponseRow> {
	const response = await lockResponse(trx, whoseOf(answerer));
	if (!response) throw new Refusal('token' in answerer ? 'survey-over' : 'not-found');
	return response;
}

export function mustBeOpen(response: ResponseRow, now: Instant): void {
	if (!isOpen(response, now)) throw new Refusal('survey-over');
}
