import type { Reader, Trx } from '../db/database.ts';
import { resealedPhoto, shownPhoto, storedPhoto } from '../media/sealed-photo.ts';
import { currentKeyId } from '../crypto/seal.ts';
import { changePhotos, findPhoto, insertPhoto, listPhotosOfOtherKeys } from './queries.ts';

const identityOf = (claimId: string) => ['claim-photo', claimId];

/** Sealed wherever the house has keys. */
export function keepPhoto(trx: Trx, claimId: string, photo: Buffer): Promise<void> {
	const stored = storedPhoto(trx, photo, identityOf(claimId));
	return insertPhoto(trx, { claim_id: claimId, ...stored });
}

/** WebP; undefined where none was sent. Who may see it is the caller's to ask. */
export async function readPhoto(
	reader: Reader,
	claimId: string
): Promise<Uint8Array<ArrayBuffer> | undefined> {
	const kept = await findPhoto(reader, claimId);
	return kept && shownPhoto(reader, kept, identityOf(claimId));
}

/** Photos that an older key sealed, or none, get the current one; returns how many. */
export async function resealPhotos(trx: Trx, limit: number): Promise<number> {
	const photos = await listPhotosOfOtherKeys(trx, currentKeyId(trx), limit);
	await changePhotos(
		trx,
		photos.map(({ claim_id, ...stored }) => ({
			claim_id,
			...resealedPhoto(trx, stored, identityOf(claim_id))
		}))
	);
	return photos.length;
}
