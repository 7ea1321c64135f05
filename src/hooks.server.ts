import {
	error,
	redirect,
	type Handle,
	type HandleServerError,
	type RequestEvent,
	type ServerInit
} from '@sveltejs/kit';
import { building, dev } from '$app/environment';
import { asLocale, chooseLocale } from '#lib/i18n/choose-locale.ts';
import { getTextDirection, locales, type Locale } from '#lib/i18n/messages.ts';
import { withLocale } from '#lib/i18n/with-locale.ts';
import { startApp, type App } from '#lib/server/app.ts';
import {
	accessTable,
	actionOf,
	body_bytes_max,
	decideAccess,
	rolesOf
} from '#lib/server/auth/access.ts';
import { readCookie } from '#lib/server/auth/cookies.ts';
import { linkReferrer, plainPolicy, securityHeaders } from '#lib/server/auth/headers.ts';
import { notTheirs } from '#lib/server/auth/not-theirs.ts';
import { comesFromUs, isCrooked, isUnsafe } from '#lib/server/auth/requests.ts';
import { findSession } from '#lib/server/auth/sessions.ts';
import { isBehindLock, lockPage } from '#lib/server/desk/watch.ts';
import { readConfig } from '#lib/server/config.ts';
import { brandHead } from '#lib/server/house/brand-head.ts';
import { newId } from '#lib/server/ids.ts';
import { describeError } from '#lib/server/log.ts';

// Asking `Intl` costs more than the rest of a chunk's change.
const directions = Object.fromEntries(
	locales.map((locale) => [locale, getTextDirection(locale)])
) as Record<Locale, string>;

let app: App;

export const init: ServerInit = async () => {
	if (building) return;
	app = await startApp(readConfig(process.env, { defaultPort: dev ? 5173 : 3000 }));
	process.once('sveltekit:shutdown', () => {
		app.stop().catch((thrown: unknown) => app.log.error({ error: describeError(thrown) }, 'stop'));
	});
};

export const handle: Handle = async ({ event, resolve }) => {
	const { request, url, route, locals } = event;
	const unsafe = isUnsafe(request.method);
	if (isCrooked(url.pathname + url.search)) error(400, 'invalid');
	if (unsafe && !comesFromUs(request.headers, url.origin)) error(403, 'not-allowed');
	if (isTooLarge(event)) error(413, 'invalid');

	await introduce(event);
	const stranger = unsafe && notTheirs(request.headers, locals.member?.id);
	if (stranger) return stranger;
	const asked = { routeId: route.id, method: request.method, action: actionOf(url) };
	const access = decideAccess(asked, rolesOf(locals));
	if (access.kind === 'sign-in') redirect(303, signInPath(event, access.at));
	// An address that leads nowhere gets Kit's own page for it.
	if (access.kind === 'denied' && route.id !== null) error(access.status, 'not-allowed');
	if (await isLockedOut(event)) redirect(303, signInPath(event, lockPage));

	const began = performance.now();
	const { locale } = locals;
	const response = await withLocale(locale, () =>
		resolve(event, {
			transformPageChunk: ({ html }) =>
				html
					.replace('%lang%', locale)
					.replace('%dir%', directions[locale])
					.replace(
						'%brand%',
						() => (isLink(event) ? linkReferrer : '') + brandHead(app.brand.now())
					)
		})
	);
	setHeaders(event, response);
	if (unsafe) app.mailSoon();
	const ms = Math.round(performance.now() - began);
	app.log.debug(
		{ route: route.id, method: request.method, status: response.status, ms },
		'request'
	);
	return response;
};

export const handleError: HandleServerError = ({ error: thrown, event, status }) => {
	if (status < 500) return { message: status === 404 ? 'not-found' : 'invalid' };
	const id = newId();
	app.log.error(
		{ id, route: event.route.id, method: event.request.method, error: describeError(thrown) },
		'broken'
	);
	return { message: 'broken', id };
};

/** Who asks, from where, in which language, and what they may use to be answered. */
async function introduce(event: RequestEvent): Promise<void> {
	const { cookies, locals, request } = event;
	const { db, config, log, now, jobsSoon, push, brand } = app;
	const address = addressOf(event);
	Object.assign(locals, { db, config, log, now, jobsSoon, push, brand, address });
	// What caches keep for everybody must not depend on, nor change, anybody's session.
	if (!accessTable[event.route.id ?? '']?.anonymous) {
		await recogniseMember(event);
		await recogniseStaff(event);
	}
	locals.locale =
		asLocale(event.params['locale']) ??
		locals.member?.locale ??
		asLocale(readCookie(cookies, 'locale', config.https)) ??
		chooseLocale(request.headers.get('accept-language'));
}

async function recogniseMember({ cookies, locals }: RequestEvent): Promise<void> {
	const { https } = app.config;
	const token = readCookie(cookies, 'member', https);
	if (!token) return;
	const session = await findSession(app.db, 'member', token);
	// Its cookie stays: by the time this answer comes the browser may have one of a newer session.
	if (!session) return;
	const { subjectId: id, id: sessionId, verified } = session;
	const locale: Locale = asLocale(session.locale) ?? 'en';
	locals.member = { id, sessionId, verified, locale };
}

async function recogniseStaff({ cookies, locals }: RequestEvent): Promise<void> {
	const { https } = app.config;
	const token = readCookie(cookies, 'staff', https);
	if (!token) return;
	const session = await findSession(app.db, 'staff', token);
	if (!session?.role) return;
	locals.staff = { id: session.subjectId, sessionId: session.id, role: session.role };
}

/** A session of the staff whose desk is locked gets no page but the one that opens it. */
async function isLockedOut({ locals, route }: RequestEvent): Promise<boolean> {
	const { staff } = locals;
	if (!staff || route.id === null) return false;
	const asked = { sessionId: staff.sessionId, routeId: route.id };
	return isBehindLock(app.db, asked, app.config.deskLockMinutes, app.now());
}

/** A proxy that was promised but did not write its header leaves everybody in one bucket. */
function addressOf(event: RequestEvent): string {
	try {
		return event.getClientAddress();
	} catch {
		return 'unknown';
	}
}

function isTooLarge({ request, route }: RequestEvent): boolean {
	const length = Number(request.headers.get('content-length') ?? 0);
	const limit = accessTable[route.id ?? '']?.bodyBytesMax ?? body_bytes_max;
	return length > limit;
}

function signInPath({ request, url }: RequestEvent, at: string): string {
	if (isUnsafe(request.method)) return at;
	return `${at}?${new URLSearchParams({ next: url.pathname + url.search }).toString()}`;
}

/** Whoever has the address has what it is about. */
function isLink({ route }: Pick<RequestEvent, 'route'>): boolean {
	return accessTable[route.id ?? '']?.whose === 'of the link';
}

function setHeaders({ locals, request, route }: RequestEvent, response: Response): void {
	const { headers } = response;
	const access = accessTable[route.id ?? ''];
	const { https } = app.config;
	const security = { https, camera: access?.camera, isLink: isLink({ route }) };
	for (const [name, value] of Object.entries(securityHeaders(security))) headers.set(name, value);
	if (!headers.has('content-security-policy')) headers.set('content-security-policy', plainPolicy);

	const personal =
		locals.member || locals.staff || isUnsafe(request.method) || access?.whose !== 'nobody';
	if (personal) headers.set('cache-control', 'no-store');
	else if (!headers.has('cache-control')) headers.set('cache-control', 'private, no-cache');
}
