import { dateIn, type Instant } from '#lib/domain/calendar.ts';
import type { Facts } from '#lib/domain/refusal.ts';
import type { Rating } from '#lib/domain/surveys/rating.ts';

/** What a mail says of the survey that it asks for: its last day and the question to tap at once. */
export function askingFacts(
	response: { readonly id: string; readonly expiresAt: Instant; readonly timeZone: string },
	rating: Rating | undefined
): Facts {
	const { id: responseId, expiresAt, timeZone } = response;
	const until = dateIn(timeZone, expiresAt);
	return { responseId, until, ...(rating && { rating: JSON.stringify(rating) }) };
}
