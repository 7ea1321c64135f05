/// <reference types="@sveltejs/kit" />
/// <reference no-default-lib="true" />
/// <reference lib="esnext" />
/// <reference lib="webworker" />
import { version } from '$service-worker';
import { keptPath, keptPicture, signedOut } from '#lib/ui/offline/names.ts';
import { isKept } from '#lib/ui/offline/store.ts';

// Keeps what the guest's pages are made of, and the page for offline, which shows what the phone has
// kept of its member (`ui/offline/store.ts`). No answer that is somebody's ever lies in a cache. What
// the network answers is the answer, as long as it does.

declare const self: ServiceWorkerGlobalScope & {
	readonly __WB_MANIFEST: readonly { readonly url: string }[];
};

const kept = self.__WB_MANIFEST.map(({ url }) => `/${url}`);
/** Where the page's language is noted, for when there is no page. */
const note = '/offline';
const brand = '/brand.css';
/** The network of a lift takes what it is asked and never answers. */
const patience_ms = 3_000;
/** Where nobody answered for that long, nobody will in the next moments. */
const silence_ms = 20_000;
let silentUntil = 0;

self.oninstall = (event) => event.waitUntil(keepAll(kept));

/** Of caches that are named like versions only this one stays, and one that is being filled. */
self.onactivate = (event) => event.waitUntil(clear());

async function clear(): Promise<void> {
	// A newer version than this one is on its way; it clears once it is there.
	if (self.registration.installing ?? self.registration.waiting) return;
	const old = (await caches.keys()).filter((name) => /^\d+$/.test(name) && name !== version);
	await Promise.all(old.map((name) => caches.delete(name)));
}

/** A page says its language; without one it says that the guest wants the new version. */
self.onmessage = (event) =>
	event.waitUntil(event.data ? noteLanguage(event.data as string) : self.skipWaiting());

self.onfetch = (event) => {
	const { request } = event;
	if (request.method !== 'GET') return;
	const { pathname } = new URL(request.url);
	if (request.mode === 'navigate') event.respondWith(answerPage(request));
	else if (pathname.endsWith('/__data.json')) event.respondWith(answerData(request));
	else if (kept.includes(pathname) || isLetters(pathname) || pathname.startsWith('/media/'))
		event.respondWith(answerFile(event, pathname));
};

/** What the house tells: every push shows something, as browsers ask of it. */
self.onpush = (event) => {
	const { title, ...shown } = (event.data?.json() ?? {}) as Partial<Notice>;
	const { body, tag, lang, path } = shown;
	const look = { icon: '/icon-192.png', data: path };
	const about = { body: body ?? '', tag: tag ?? 'stayward', lang: lang ?? '', ...look };
	event.waitUntil(self.registration.showNotification(title ?? 'Stayward', about));
};

interface Notice {
	readonly title: string;
	readonly body: string;
	readonly tag: string;
	readonly lang: string;
	readonly path: string;
}

self.onnotificationclick = (event) => {
	event.notification.close();
	event.waitUntil(openPage(event.notification.data as string | undefined));
};

/** A window that shows it already, else a new one: what somebody types in another stays there. */
async function openPage(path: string | undefined): Promise<void> {
	const { origin } = self.location;
	const to = URL.parse(path ?? '/home', origin);
	const href = to?.origin === origin ? to.href : `${origin}/home`;
	const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
	const there = windows.find(({ url }) => url === href);
	await (there ? there.focus() : self.clients.openWindow(href));
}

/** The browser got another address; the house has to know it. */
self.addEventListener('pushsubscriptionchange', (event) => {
	const change = event as PushChange;
	change.waitUntil(renew(change.oldSubscription, change.newSubscription));
});

type PushChange = ExtendableEvent & {
	readonly oldSubscription?: PushSubscription | null;
	readonly newSubscription?: PushSubscription | null;
};

async function renew(
	old?: PushSubscription | null,
	fresh?: PushSubscription | null
): Promise<void> {
	const now = fresh ?? (old && (await self.registration.pushManager.subscribe(old.options)));
	if (!now) return;
	const { endpoint, keys } = now.toJSON();
	const body = new URLSearchParams({ endpoint: endpoint ?? '', ...keys });
	await fetch('/me/notices?/subscribe', { method: 'POST', body });
}

async function answerPage(request: Request): Promise<Response> {
	const answer = (await isSignedOutWhole()) && (await fromNetwork(request));
	return answer || (await caches.match(await offlinePage())) || Response.error();
}

async function answerData(request: Request): Promise<Response> {
	return ((await isSignedOutWhole()) && (await fromNetwork(request))) || Response.error();
}

/** Files of the build never change; pictures and the hotel's colours may. */
async function answerFile(event: FetchEvent, pathname: string): Promise<Response> {
	const { request } = event;
	const name = pathname.startsWith('/media/') ? keptPicture(pathname) : pathname;
	const found = () => caches.match(name, { ignoreVary: true });
	if (pathname.startsWith('/_app/immutable/')) return (await found()) ?? fetch(request);
	const answer = isSilent() ? undefined : await fetch(request).catch(() => undefined);
	if (answer?.ok && pathname === brand) event.waitUntil(freshen(answer.clone()));
	return answer ?? (await found()) ?? Response.error();
}

/** The hotel's name and colours change without a new version. */
async function freshen(answer: Response): Promise<void> {
	const before = await caches.match(brand);
	if ((await before?.text()) === (await answer.text())) return;
	await keepAll(kept.filter((url) => !url.startsWith('/_app/') || isLetters(url)));
}

/** With the letters and logos that the hotel chose, and without those that it did not. */
async function keepAll(files: readonly string[]): Promise<void> {
	const cache = await caches.open(version);
	const css = await fetch(brand, { cache: 'no-cache' }).then((answer) => answer.text());
	const own = [...css.matchAll(/url\('([^']+)'\)/g)].map(([, url = '']) => url);
	const hasLetters = css.includes('--face-text:');
	const wanted = files.filter((url) => !(hasLetters && isLetters(url)));
	// Pages ask for it by another address each time it changes, so this one may lie in a cache, old.
	const fresh = (url: string) => (url === brand ? new Request(url, { cache: 'no-cache' }) : url);
	await cache.addAll([...wanted, ...own.filter((url) => !url.includes('-latin-ext-'))].map(fresh));
}

const isLetters = (pathname: string) => pathname.endsWith('.woff2');

/**
 * Whoever signed out without a network is still signed in at the server; before anything else is shown
 * that ends. False while the server does not know it yet.
 */
async function isSignedOutWhole(): Promise<boolean> {
	if (!(await caches.has(signedOut))) return true;
	const signal = AbortSignal.timeout(patience_ms);
	const ended = await fetch('/sign-out', { method: 'POST', signal }).catch(() => undefined);
	return ended?.ok === true && caches.delete(signedOut);
}

/** Nothing where nobody answers, or not for so long that what is kept is better. */
async function fromNetwork(request: Request): Promise<Response | undefined> {
	const isReload = request.cache !== 'default';
	const wait_ms = isSilent() && !isReload ? 0 : patience_ms;
	const answer = fetch(request).catch(() => undefined);
	const lapse = new Promise<'lapse'>((over) => setTimeout(over, wait_ms, 'lapse'));
	const first = await Promise.race([answer, lapse]);
	if (first !== 'lapse') return first;
	if (!(await isKept(keptPath(new URL(request.url))).catch(() => false))) return answer;
	silentUntil = performance.now() + silence_ms;
	return undefined;
}

const isSilent = () => performance.now() < silentUntil;

/** Only what is new is written: while it is, the note is not there. */
async function noteLanguage(language: string): Promise<void> {
	const cache = await caches.open(version);
	if ((await (await cache.match(note))?.text()) === language) return;
	await cache.put(note, new Response(language));
}

async function offlinePage(): Promise<string> {
	const language = (await (await caches.match(note))?.text()) ?? navigator.language;
	const inLanguage = (length: number) =>
		kept.find((url) => url.startsWith(`${note}/${language.slice(0, length)}`));
	return inLanguage(9) ?? inLanguage(2) ?? inLanguage(0)!;
}
