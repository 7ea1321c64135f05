/**
 * The one place where the worker is registered, once the page has loaded. A new version waits until
 * the guest asks for it; what shows that is fetched only then.
 */
export function registerWorker(): void {
	const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
	// Browsers have no workers on plain http, except on localhost.
	if (!workers || import.meta.env.DEV) return;
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
