import type { RequestEvent } from '@sveltejs/kit';
import type { Instant } from '#lib/domain/calendar.ts';
import { ageHeader } from '#lib/domain/phone/headers.ts';
import { saidAt } from '#lib/domain/phone/said.ts';

/** When the guest said what a request brings: now, unless a phone kept it meanwhile. */
export function saidIn({ request, locals }: Pick<RequestEvent, 'request' | 'locals'>): Instant {
	return saidAt(request.headers.get(ageHeader), locals.now());
}
