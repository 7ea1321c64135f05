import { mount } from 'svelte';
import UpdateBar from './UpdateBar.svelte';

let offered = false;

/** Once a page, whatever else arrives while it is open. */
export function offerUpdate(registration: ServiceWorkerRegistration): void {
	if (offered) return;
	offered = true;
	mount(UpdateBar, { target: document.body, props: { registration } });
}
