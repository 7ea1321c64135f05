import type { Reader, Trx } from '../db/database.ts';
import { hasKeys, seal, unseal } from '../crypto/seal.ts';
import { findPhoto, insertPhoto } from './queries.ts';

const identityOf = (claimId: string) => ['claim-photo', claimId];

/** Sealed wherever the house has keys. */
export async function keepPhoto(trx: Trx, claimId: string, photo: Buffer): Promise<void> {
	const text = photo.toString('base64');
	if (!hasKeys(trx)) return insertPhoto(trx, { claim_id: claimId, key_id: null, body: text });
	const { key_id, sealed } = seal(trx, text, identityOf(claimId));
	return insertPhoto(trx, { claim_id: claimId, key_id, body: sealed });
}

/** WebP; undefined where none was sent. Who may see it is the caller's to ask. */
export async function readPhoto(
	reader: Reader,
	claimId: string
): Promise<Uint8Array<ArrayBuffer> | undefined> {
	const kept = await findPhoto(reader, claimId);
	if (!kept) return undefined;
	const { key_id, body } = kept;
	const text =
		key_id === null ? body : unseal(reader, { key_id, sealed: body }, identityOf(claimId));
	return new Uint8Array(Buffer.from(text, 'base64'));
}
