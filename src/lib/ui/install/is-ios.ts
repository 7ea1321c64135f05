/** Its browsers cannot ask, and have all the same way. Tablets say that they are a Mac. */
export function isIos(): boolean {
	const isTablet = navigator.platform === 'MacIntel' && navigator.maxTouchPoints > 1;
	return isTablet || /iPhone|iPad/.test(navigator.userAgent);
}
