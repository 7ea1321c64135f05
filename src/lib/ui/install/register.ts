export interface InstallPrompt extends Event {
	prompt(): Promise<{ readonly outcome: 'accepted' | 'dismissed' }>;
}

/** What the browser would have asked at once, kept for a better moment. */
export const held: { prompt?: InstallPrompt } = {};

/**
 * The one place where the worker is registered, once the page has loaded. A new version waits until
 * the guest asks for it; what shows that is fetched only then.
 */
export function registerWorker(): void {
	const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
	// Browsers have no workers on plain http, except on localhost.
	if (!workers || import.meta.env.DEV) return;
	addEventListener('beforeinstallprompt', (event) => {
		event.preventDefault();
		held.prompt = event as InstallPrompt;
	});
	const register = async () => {
		// It fails where a sign-out empties the browser meanwhile; the next page tries again.
		const registration = await workers.register('/service-worker.js').catch(() => undefined);
		if (!registration) return;
		const offer = async () => {
			// The very first worker waits for nobody.
			if (registration.waiting && registration.active)
				(await import('./offer-update.ts')).offerUpdate(registration);
		};
		const watch = () => {
			if (registration.installing) registration.installing.onstatechange = offer;
		};
		registration.onupdatefound = watch;
		// It may have been found before anybody could listen.
		watch();
		void offer();
		(await workers.ready).active?.postMessage(document.documentElement.lang);
	};
	if (document.readyState === 'complete') void register();
	else addEventListener('load', register);
}
