import { createSecretKey, type KeyObject } from 'node:crypto';

/** A key of AES-256 by the name under which what it sealed remembers it. */
export interface Key {
	readonly id: string;
	readonly secret: KeyObject;
}

/** Everything new is sealed with the current one; the others open what is older. */
export interface KeyRing {
	readonly current: Key;
	readonly byId: ReadonlyMap<string, Key>;
}

const key_bytes = 32;
const written = /^([a-z0-9][a-z0-9-]{0,31}):([A-Za-z0-9+/]{43}=)$/;

/** `id:base64` of 32 bytes, the current one first, separated by commas; undefined where that is not so. */
export function parseKeys(text: string): KeyRing | undefined {
	const keys: Key[] = [];
	for (const one of text.split(',')) {
		const [, id, base64] = written.exec(one.trim()) ?? [];
		const bytes = Buffer.from(base64 ?? '', 'base64');
		if (id === undefined || bytes.length !== key_bytes) return undefined;
		keys.push({ id, secret: createSecretKey(bytes) });
	}
	const byId = new Map(keys.map((key) => [key.id, key]));
	const [current] = keys;
	return current && byId.size === keys.length ? { current, byId } : undefined;
}
