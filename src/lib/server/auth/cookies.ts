import type { Cookies } from '@sveltejs/kit';
import type { SubjectKind } from '../db/tables.ts';
import type { NewSession } from './sessions.ts';
import type { SignedIn } from './sign-in.ts';

type Which = SubjectKind | 'device' | 'locale';

const names: Record<Which, string> = {
	member: 'stayward',
	staff: 'stayward-staff',
	device: 'stayward-device',
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

export function setCookie(
	cookies: Cookies,
	which: Which,
	https: boolean,
	value: string,
	expires?: Date
): void {
	cookies.set(cookieName(which, https), value, { ...attributes(https), expires });
}

/** A member's cookie outlives the browser; on a shared desk closing it signs out. */
export function setSessionCookie(
	cookies: Cookies,
	kind: SubjectKind,
	https: boolean,
	{ token, absoluteExpiresAt }: NewSession
): void {
	const expires = kind === 'member' ? new Date(absoluteExpiresAt) : undefined;
	setCookie(cookies, kind, https, token, expires);
}

const year_ms = 365 * 86_400_000;

/** The session, and for this browser the mark by which it is known the next time. */
export function rememberSignIn(
	cookies: Cookies,
	kind: SubjectKind,
	https: boolean,
	{ session, deviceToken }: SignedIn
): void {
	setSessionCookie(cookies, kind, https, session);
	if (deviceToken) setCookie(cookies, 'device', https, deviceToken, inAYear(session));
}

export function deleteCookie(cookies: Cookies, which: Which, https: boolean): void {
	cookies.delete(cookieName(which, https), attributes(https));
}

function inAYear({ absoluteExpiresAt }: NewSession): Date {
	return new Date(Date.parse(absoluteExpiresAt) + year_ms);
}

function attributes(https: boolean) {
	return { path: '/', httpOnly: true, secure: https, sameSite: 'lax' } as const;
}
