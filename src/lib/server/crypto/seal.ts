import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { databaseOf, type Reader } from '../db/database.ts';
import type { KeyRing } from './keys.ts';

const cipher = 'aes-256-gcm';
const nonce_bytes = 12;
const tag_bytes = 16;

/** A text as it is stored: which key opens it, and nonce, text and tag in one. */
export interface Sealed {
	readonly key_id: string;
	readonly sealed: string;
}

/** What a row is, in words that are bound to its text: copied into another row it does not open. */
export type Identity = readonly string[];

// By the adapter, of which an opened database has one, so that its transactions find them too.
const rings = new WeakMap<object, KeyRing>();

export function holdKeys(db: Reader, ring: KeyRing): void {
	rings.set(databaseOf(db), ring);
}

/** Without keys nothing is sealed: what needs it is not asked for. */
export function hasKeys(db: Reader): boolean {
	return rings.has(databaseOf(db));
}

function ringOf(db: Reader): KeyRing {
	const ring = rings.get(databaseOf(db));
	if (!ring) throw new Error('this house has no keys');
	return ring;
}

/** AES-256-GCM with a nonce of its own and the row's identity as additional data. */
export function seal(db: Reader, text: string, identity: Identity): Sealed {
	const { current } = ringOf(db);
	const nonce = randomBytes(nonce_bytes);
	const sealing = createCipheriv(cipher, current.secret, nonce, { authTagLength: tag_bytes });
	sealing.setAAD(Buffer.from(JSON.stringify(identity)));
	const hidden = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()]);
	const whole = Buffer.concat([nonce, hidden, sealing.getAuthTag()]);
	return { key_id: current.id, sealed: whole.toString('base64') };
}

/** Throws for a text that was changed or belongs to another row, and where the key is missing. */
export function unseal(db: Reader, { key_id, sealed }: Sealed, identity: Identity): string {
	const key = ringOf(db).byId.get(key_id);
	if (!key) throw new Error(`the key ${key_id} is missing`);
	const whole = Buffer.from(sealed, 'base64');
	const nonce = whole.subarray(0, nonce_bytes);
	const tag = whole.subarray(-tag_bytes);
	const opening = createDecipheriv(cipher, key.secret, nonce, { authTagLength: tag_bytes });
	opening.setAAD(Buffer.from(JSON.stringify(identity)));
	opening.setAuthTag(tag);
	const hidden = whole.subarray(nonce_bytes, -tag_bytes);
	return Buffer.concat([opening.update(hidden), opening.final()]).toString('utf8');
}

export function currentKeyId(db: Reader): string {
	return ringOf(db).current.id;
}

/** Of those key ids the ones that this house does not have. */
export function missingKeys(db: Reader, keyIds: readonly string[]): string[] {
	const ring = rings.get(databaseOf(db));
	return keyIds.filter((id) => !ring?.byId.has(id));
}

/** Tells whether two texts are the same without showing either to whoever reads the database. */
export function fingerprint(db: Reader, text: string): string {
	return createHmac('sha256', ringOf(db).current.secret).update(text).digest('base64url');
}
