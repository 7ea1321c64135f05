/**
 * The one place where the worker is registered, once the page has loaded. A new version waits until
 * the guest asks for it; what shows that is fetched only then.
 */
export function registerWorker(): void {
	const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
	// Browsers have no workers on plain http, except on localhost.
	if (!workers || import.meta.env.DEV) return;
	const register = async () => {
		const registration = await workers.register('/service-worker.js');
		const offer = async () => {
			if (registration.waiting && workers.controller)
				(await import('./offer-update.ts')).offerUpdate(registration);
		};
		registration.onupdatefound = () => {
			const { installing } = registration;
			if (installing) installing.onstatechange = offer;
		};
		void offer();
		(await workers.ready).active?.postMessage(document.documentElement.lang);
	};
	if (document.readyState === 'complete') void register();
	else addEventListener('load', register);
}
