import { memberHeader } from '#lib/domain/phone/headers.ts';
import { problem } from '../http.ts';

/**
 * What a phone kept for one member and sends now is taken from that member's session alone; it may be
 * another's by now, or have ended. Undefined where nothing speaks against it.
 */
export function notTheirs(headers: Headers, memberId: string | undefined): Response | undefined {
	const whose = headers.get(memberHeader);
	if (whose === null || whose === memberId) return undefined;
	const no = memberId === undefined ? problem(401, 'signed-out') : problem(409, 'other-member');
	no.headers.set('cache-control', 'no-store');
	return no;
}
