export { m } from './paraglide/messages.js';
export {
	baseLocale,
	getLocale,
	getTextDirection,
	isLocale,
	locales,
	type Locale
} from './paraglide/runtime.js';
