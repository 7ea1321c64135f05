import type { ClaimStatus } from '#lib/domain/claims/states.ts';
import type { FormAnswer } from '#lib/domain/views/form-answer.ts';
import { formatDate } from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';
import { sayRefusal } from '../problems.ts';

export function sayClaimStatus(status: ClaimStatus): string {
	switch (status) {
		case 'sent':
			return m.claim_status_sent();
		case 'accepted':
			return m.claim_status_accepted();
		case 'refused':
			return m.claim_status_refused();
		case 'withdrawn':
			return m.claim_status_withdrawn();
	}
}

/** A no to the whole claim that one field is the reason of. */
export function fieldOfRefusal(answer: FormAnswer | undefined): string | undefined {
	switch (answer?.refusal?.code) {
		case 'claim-too-late':
		case 'claim-not-departed':
			return 'departure';
		case 'claim-known':
			return 'arrival';
		case 'image-unreadable':
		case 'image-too-large':
			return 'photo';
		case 'unknown-property':
			return 'property';
		default:
			return undefined;
	}
}

export function sayClaimRefusal({ refusal }: FormAnswer): string | undefined {
	if (!refusal) return undefined;
	const until = refusal.facts['until'];
	if (refusal.code === 'claim-too-late' && typeof until === 'string')
		return m.claim_until_passed({ date: formatDate(until) });
	if (refusal.code === 'image-unreadable') return m.claim_photo_unreadable();
	return sayRefusal(refusal);
}
