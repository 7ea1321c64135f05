import { digitsOf, messageOf } from './rotating-code.ts';

/** Makes the code of any half minute, where the platform has WebCrypto. */
export type MakeCode = (number: string, step: number) => Promise<string>;

/**
 * The maker of a device's codes. `key` is 32 bytes in base64url. Undefined where the browser keeps
 * WebCrypto from the page, which it does on plain http.
 */
export async function codeMaker(
	key: string,
	subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle
): Promise<MakeCode | undefined> {
	if (!subtle) return undefined;
	const hmac = { name: 'HMAC', hash: 'SHA-256' };
	const signing = await subtle.importKey('raw', bytesOf(key), hmac, false, ['sign']);
	return async (number, step) => {
		const message = new TextEncoder().encode(messageOf(number, step));
		return digitsOf(new Uint8Array(await subtle.sign(hmac.name, signing, message)));
	};
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
	const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
	return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
