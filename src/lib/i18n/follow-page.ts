import { baseLocale, isLocale, overwriteGetLocale } from './paraglide/runtime.js';

/** In the browser the language is the one the server wrote into `<html lang>`. */
export function followPage(): void {
	overwriteGetLocale(() => {
		const { lang } = document.documentElement;
		return isLocale(lang) ? lang : baseLocale;
	});
}
