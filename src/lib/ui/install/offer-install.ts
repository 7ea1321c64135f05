import { mount } from 'svelte';
import InstallHint from './InstallHint.svelte';
import { isIos } from './is-ios.ts';
import { held } from './register.ts';

const said = 'stayward-install';
const visit = 'stayward-visit';

/**
 * Once the guest has come back, or has a voucher in hand, the app is worth a place on the phone. Said
 * where the browser can do it, until the guest says no.
 */
export function offerInstall(hotel: string, hasVoucher: boolean): void {
	const isInstalled = matchMedia('(display-mode: standalone)').matches;
	if (isInstalled || localStorage.getItem(said) === 'no' || document.getElementById(said)) return;
	if (!(isSecondVisit() || hasVoucher) || !(held.prompt || isIos())) return;
	const target = document.body;
	const decline = () => localStorage.setItem(said, 'no');
	mount(InstallHint, { target, props: { id: said, hotel, prompt: held.prompt, decline } });
}

function isSecondVisit(): boolean {
	const visits = Number(localStorage.getItem(visit) ?? 0);
	if (sessionStorage.getItem(visit)) return visits > 1;
	sessionStorage.setItem(visit, '1');
	localStorage.setItem(visit, String(visits + 1));
	return visits > 0;
}
