import { followPage } from '#lib/i18n/follow-page.ts';
import { registerWorker } from '#lib/ui/install/register.ts';

export function init(): void {
	followPage();
	registerWorker();
	// What the page was made of is read; whoever comes after a sign-out must not find it here.
	document.querySelector('body script')?.remove();
}
