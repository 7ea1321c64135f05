import { leaving, pictures, signedOut } from './names.ts';
import { countSends, forgetAll, forgetPages } from './store.ts';

/** How long the server may take to answer before the phone goes on alone. */
const patience_ms = 4_000;

/** How many things that were said here nobody has received yet. */
export function unsentHere(): Promise<number> {
	return countSends().catch(() => 0);
}

/**
 * Takes everything of the member off this phone, then signs out at the server by the form. Where nobody
 * answers the worker does that later, before it shows anything.
 */
export async function leave(form: HTMLFormElement): Promise<void> {
	await forgetEverything().catch(() => undefined);
	const worker = (navigator.serviceWorker as ServiceWorkerContainer | undefined)?.controller;
	if (worker && !(await doesAnswer())) location.replace('/');
	else form.submit();
}

/** What the browser says of its network is often wrong; the server is not. */
async function doesAnswer(): Promise<boolean> {
	const signal = AbortSignal.timeout(patience_ms);
	return fetch('/healthz', { signal }).then(
		({ ok }) => ok,
		() => false
	);
}

async function forgetEverything(): Promise<void> {
	localStorage.clear();
	sessionStorage.clear();
	// First of all, so that nothing that is on its way is kept after.
	await caches.open(signedOut);
	await unsubscribe().catch(() => undefined);
	await caches.delete(pictures);
	await forgetAll();
	new BroadcastChannel(leaving).postMessage('');
}

/** Whoever takes this phone next is told nothing of whoever had it. */
async function unsubscribe(): Promise<void> {
	const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
	const registration = await workers?.getRegistration();
	const pushes = registration?.pushManager as PushManager | undefined;
	await (await pushes?.getSubscription())?.unsubscribe();
	for (const shown of (await registration?.getNotifications?.()) ?? []) shown.close();
}

/** The server said that nobody is signed in here: nothing may be read any more. */
export async function forgetWhoWasHere(): Promise<void> {
	if (!('caches' in globalThis)) return;
	await forgetPages();
	await caches.delete(pictures);
}

/** An open page goes when its member leaves in another tab, or was left before it came back into view. */
export function followLeaving(): void {
	const go = () => location.replace('/');
	new BroadcastChannel(leaving).onmessage = go;
	addEventListener('pageshow', ({ persisted }) => {
		if (persisted) void caches.has(signedOut).then((left) => left && go());
	});
}
