import { currentKeyId } from '../crypto/seal.ts';
import type { Trx } from '../db/database.ts';
import { sealedPhoto, unsealedPhoto } from './photo.ts';
import { changePhotos, listPhotosOfOtherKeys } from './queries.ts';

/** Photos that an older key sealed, or none, get the current one; returns how many. */
export async function resealPhotos(trx: Trx, limit: number): Promise<number> {
	const photos = await listPhotosOfOtherKeys(trx, currentKeyId(trx), limit);
	await changePhotos(
		trx,
		photos.map((photo) => sealedPhoto(trx, photo.claim_id, unsealedPhoto(trx, photo)))
	);
	return photos.length;
}
