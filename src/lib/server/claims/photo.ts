import { hasKeys, seal, unseal } from '../crypto/seal.ts';
import type { Reader, Trx } from '../db/database.ts';
import type { ClaimPhotoTable } from '../db/tables.ts';
import { findPhoto, insertPhoto } from './queries.ts';

const identityOf = (claimId: string) => ['claim-photo', claimId];

/** Sealed wherever the house has keys. */
export async function keepPhoto(trx: Trx, claimId: string, photo: Buffer): Promise<void> {
	const text = photo.toString('base64');
	const kept = hasKeys(trx)
		? sealedPhoto(trx, claimId, text)
		: { claim_id: claimId, key_id: null, body: text };
	return insertPhoto(trx, kept);
}

/** WebP; undefined where none was sent. Who may see it is the caller's to ask. */
export async function readPhoto(
	reader: Reader,
	claimId: string
): Promise<Uint8Array<ArrayBuffer> | undefined> {
	const kept = await findPhoto(reader, claimId);
	return kept && new Uint8Array(Buffer.from(unsealedPhoto(reader, kept), 'base64'));
}

export function sealedPhoto(trx: Trx, claimId: string, text: string): ClaimPhotoTable {
	const { key_id, sealed } = seal(trx, text, identityOf(claimId));
	return { claim_id: claimId, key_id, body: sealed };
}

export function unsealedPhoto(reader: Reader, { claim_id, key_id, body }: ClaimPhotoTable): string {
	if (key_id === null) return body;
	return unseal(reader, { key_id, sealed: body }, identityOf(claim_id));
}
