import { isIos } from '../install/is-ios.ts';

/** What this phone can do about notices, as far as its browser says. */
export type PhoneState =
	/** Its browsers tell only what was put on the home screen. */
	'install-first' | 'unsupported' | 'denied' | 'off' | 'on';

/** @param isKnown whether the house knows this device as one that it may tell */
export async function readPhoneState(isKnown: boolean): Promise<PhoneState> {
	if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window))
		return isIos() ? 'install-first' : 'unsupported';
	if (Notification.permission === 'denied') return 'denied';
	const registration = await navigator.serviceWorker.getRegistration();
	const subscription = await registration?.pushManager.getSubscription();
	return isKnown && subscription ? 'on' : 'off';
}

/** Asks the guest, inside their tap, then the push service of their browser. */
export async function subscribe(key: string): Promise<PushSubscriptionJSON | 'denied' | 'failed'> {
	const answer = await Notification.requestPermission();
	if (answer === 'denied') return 'denied';
	if (answer !== 'granted') return 'failed';
	const registration = await navigator.serviceWorker.getRegistration();
	if (!registration) return 'failed';
	try {
		// One of another key, or one that the house forgot.
		await (await registration.pushManager.getSubscription())?.unsubscribe();
		const options = { userVisibleOnly: true, applicationServerKey: key };
		return (await registration.pushManager.subscribe(options)).toJSON();
	} catch {
		return 'failed';
	}
}

export async function unsubscribe(): Promise<void> {
	const registration = await navigator.serviceWorker.getRegistration();
	await (await registration?.pushManager.getSubscription())?.unsubscribe();
}
