const safe: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

export function isUnsafe(method: string): boolean {
	return !safe.has(method);
}

/**
 * Whether an unsafe request comes from one of our own pages, whatever its content type: the browser
 * says so in `Origin`, in `Sec-Fetch-Site` or in both, and nothing it says may speak against it.
 */
export function comesFromUs(headers: Headers, origin: string): boolean {
	const from = headers.get('origin');
	const site = headers.get('sec-fetch-site');
	if (from === null && site === null) return false;
	return (from === null || from === origin) && (site === null || site === 'same-origin');
}

/** A path that could be read as another host, or text that no database takes. */
export function isCrooked(pathAndSearch: string): boolean {
	const [path = ''] = pathAndSearch.split('?', 1);
	return !/^\/(?!\/|%2f)/i.test(path) || /\\|%5c/i.test(path) || /\0|%00/.test(pathAndSearch);
}

/** A way back into the portal; anything that leads elsewhere becomes `fallback`. */
export function ownPath(path: string | null | undefined, origin: string, fallback: string): string {
	if (!path || isCrooked(path) || !URL.canParse(path, origin)) return fallback;
	const url = new URL(path, origin);
	return url.origin === origin ? url.pathname + url.search : fallback;
}
