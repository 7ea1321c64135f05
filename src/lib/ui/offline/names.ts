/**
 * A cache that holds nothing: while it is there, the guest has signed out on this phone and the server
 * does not know it yet. The worker tells it before it shows anything else.
 */
export const signedOut = 'signed-out';

/** The cache of the pictures on kept pages, which are everybody's. */
export const pictures = 'pictures';

/** Where open tabs hear that their member has left this phone. */
export const leaving = 'stayward-leaving';

/** A page's address as it is kept, also where only its data is asked for. */
export function keptPath({ pathname, searchParams }: URL): string {
	const asked = [...searchParams].filter(([name]) => !name.startsWith('x-sveltekit-'));
	const query = new URLSearchParams(asked).toString();
	return pathname.replace(/\/__data\.json$/, '') + (query && `?${query}`);
}

/** The one width of a picture that is kept, whichever is asked for. */
export function keptPicture(pathname: string): string {
	return pathname.replace(/-\d+\.\w+$/, '-480.webp');
}
