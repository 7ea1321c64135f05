/// <reference types="@sveltejs/kit" />
/// <reference no-default-lib="true" />
/// <reference lib="esnext" />
/// <reference lib="webworker" />
import { version } from '$service-worker';

// Keeps the offline pages and what they are drawn with, and nothing else: no page of a guest and no
// data ever lies in a cache. Whatever the network answers is the answer.

declare const self: ServiceWorkerGlobalScope & {
	readonly __WB_MANIFEST: readonly { readonly url: string }[];
};

const kept = self.__WB_MANIFEST.map(({ url }) => `/${url}`);
/** Where the page's language is noted, for when there is no page. */
const note = '/offline';

self.oninstall = (event) =>
	event.waitUntil(caches.open(version).then((cache) => cache.addAll(kept)));

self.onactivate = (event) =>
	event.waitUntil(
		caches.keys().then((names) => {
			const old = names.filter((name) => name !== version);
			return Promise.all(old.map((name) => caches.delete(name)));
		})
	);

/** A page says its language; without one it says that the guest wants the new version. */
self.onmessage = (event) =>
	event.waitUntil(event.data ? noteLanguage(event.data as string) : self.skipWaiting());

self.onfetch = (event) => {
	const { request } = event;
	const { pathname } = new URL(request.url);
	const page = request.mode === 'navigate';
	if (request.method !== 'GET' || !(page || kept.includes(pathname))) return;
	event.respondWith(
		fetch(request).catch(async () => {
			const found = await caches.match(page ? await offlinePage() : pathname);
			return found ?? Response.error();
		})
	);
};

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
