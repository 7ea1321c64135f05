import { hasKeys, seal, unseal, type Identity } from '../crypto/seal.ts';
import type { Reader } from '../db/database.ts';

/** A guest's photo as it is stored: sealed wherever the house has keys, else as it is. */
export interface StoredPhoto {
	readonly key_id: string | null;
	readonly body: string;
}

export function storedPhoto(db: Reader, photo: Buffer, identity: Identity): StoredPhoto {
	const text = photo.toString('base64');
	return hasKeys(db) ? sealedText(db, text, identity) : { key_id: null, body: text };
}

/** WebP. Who may see it is the caller's to ask. */
export function shownPhoto(
	db: Reader,
	stored: StoredPhoto,
	identity: Identity
): Uint8Array<ArrayBuffer> {
	return new Uint8Array(Buffer.from(textOf(db, stored, identity), 'base64'));
}

/** The same photo by the current key. */
export function resealedPhoto(db: Reader, stored: StoredPhoto, identity: Identity): StoredPhoto {
	return sealedText(db, textOf(db, stored, identity), identity);
}

function sealedText(db: Reader, text: string, identity: Identity): StoredPhoto {
	const { key_id, sealed } = seal(db, text, identity);
	return { key_id, body: sealed };
}

function textOf(db: Reader, { key_id, body }: StoredPhoto, identity: Identity): string {
	return key_id === null ? body : unseal(db, { key_id, sealed: body }, identity);
}
