import { followPage } from '#lib/i18n/follow-page.ts';

export function init(): void {
	followPage();
}
