import type { Cookies } from '@sveltejs/kit';
import type { SubjectKind } from '../db/tables.ts';
import type { NewSession } from './sessions.ts';
import type { SignedIn } from './admit.ts';

type Which = SubjectKind | 'member-device' | 'staff-device' | 'desk' | 'locale';

const names: Record<Which, string> = {
	member: 'stayward',
	staff: 'stayward-staff',
	'member-device': 'stayward-device',
	'staff-device': 'stayward-staff-device',
	desk: 'stayward-desk',
	locale: 'stayward-locale'
};

/** A `__Host-` cookie is bound to this very host and to https; plain http cannot have one. */
export function cookieName(which: Which, https: boolean): string {
	return (https ? '__Host-' : '') + names[which];
}

export function readCookie(cookies: Cookies, which: Which, https: boolean): string | undefined {
	const value = cookies.get(cookieName(which, https));
	return value && value.length <= 200 ? value : undefined;
}

/** For a year, by the browser's own clock. */
export function setCookie(cookies: Cookies, which: Which, https: boolean, value: string): void {
	cookies.set(cookieName(which, https), value, { ...attributes(https), maxAge: year_s });
}

/** A member's cookie outlives the browser; on a shared desk closing it signs out. */
export function setSessionCookie(
	cookies: Cookies,
	kind: SubjectKind,
	https: boolean,
	{ token, absoluteExpiresAt }: NewSession
): void {
	const expires = kind === 'member' ? new Date(absoluteExpiresAt) : undefined;
	cookies.set(cookieName(kind, https), token, { ...attributes(https), expires });
}

const year_s = 365 * 24 * 60 * 60;

/** The session, and for this browser the mark by which it is known the next time. */
export function rememberSignIn(
	cookies: Cookies,
	kind: SubjectKind,
	https: boolean,
	{ session, deviceToken }: SignedIn
): void {
	setSessionCookie(cookies, kind, https, session);
	if (deviceToken) setCookie(cookies, `${kind}-device`, https, deviceToken);
}

export function deleteCookie(cookies: Cookies, which: Which, https: boolean): void {
	cookies.delete(cookieName(which, https), attributes(https));
}

function attributes(https: boolean) {
	return { path: '/', httpOnly: true, secure: https, sameSite: 'lax' } as const;
}
