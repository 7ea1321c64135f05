import { hash } from 'node:crypto';
import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { photoMark, questionsOf } from '#lib/domain/surveys/survey.ts';
import { currentKeyId } from '../crypto/seal.ts';
import type { Db, Reader, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { redrawImage } from '../media/redraw-image.ts';
import { resealedPhoto, shownPhoto, storedPhoto } from '../media/sealed-photo.ts';
import { holdResponse, mustBeOpen, whoseOf, type Answerer } from './open-response.ts';
import { changePhotos, findPhoto, listPhotosOfOtherKeys, putPhoto } from './photo-queries.ts';
import { findResponse, listSaid } from './queries.ts';
import { writeAnswers, type Newer } from './save-answers.ts';
import { readAsked } from './versions.ts';

export const photo_bytes_max = 10_000_000;

const identityOf = (responseId: string, item: string) => ['survey-photo', responseId, item];

/**
 * Answers a question with a photo, said at an instant; sent again it is the same answer. It is redrawn:
 * upright, smaller, without the place it was taken at. Refused: `survey-over`, `not-found`, `invalid` for a
 * question that asks for none, `image-unreadable`, `image-too-large`, `image-too-heavy`.
 */
export async function savePhoto(
	db: Db,
	answerer: Answerer,
	{ item, photo }: { readonly item: string; readonly photo: Uint8Array },
	now: Instant,
	said = now
): Promise<Newer> {
	if (photo.length > photo_bytes_max) throw new Refusal('image-too-heavy');
	// Drawn before the transaction: it takes a while, and nobody should wait for it.
	const drawn = await redrawImage(photo);
	const mark = photoMark(hash('sha256', photo));
	return transact(db, async (trx) => {
		const response = await holdResponse(trx, answerer);
		mustBeOpen(response, now);
		const survey = await readAsked(trx, response);
		const question = questionsOf(survey).find(({ id }) => id === item);
		if (question?.kind !== 'photo') throw new Refusal('invalid', { field: item });
		const newer = await writeAnswers(trx, response, { [item]: mark }, now, said);
		const held = (await listSaid(trx, response.id)).find((one) => one.item === item);
		if (held?.value === mark) {
			const stored = storedPhoto(trx, drawn, identityOf(response.id, item));
			await putPhoto(trx, { response_id: response.id, item, ...stored });
		}
		return newer;
	});
}

/** The photo of one's own survey, as WebP. Refused: `not-found`. */
export async function readOwnSurveyPhoto(
	reader: Reader,
	answerer: Answerer,
	item: string
): Promise<Uint8Array<ArrayBuffer>> {
	const response = await findResponse(reader, whoseOf(answerer));
	if (!response || response.status === 'declined') throw new Refusal('not-found');
	return readSurveyPhoto(reader, response.id, item);
}

/** The same for the house, which may read every response. */
export async function readSurveyPhoto(
	reader: Reader,
	responseId: string,
	item: string
): Promise<Uint8Array<ArrayBuffer>> {
	const kept = await findPhoto(reader, responseId, item);
	if (!kept) throw new Refusal('not-found');
	return shownPhoto(reader, kept, identityOf(responseId, item));
}

/** Photos that an older key sealed, or none, get the current one; returns how many. */
export async function resealSurveyPhotos(trx: Trx, limit: number): Promise<number> {
	const photos = await listPhotosOfOtherKeys(trx, currentKeyId(trx), limit);
	await changePhotos(
		trx,
		photos.map(({ response_id, item, ...stored }) => ({
			response_id,
			item,
			...resealedPhoto(trx, stored, identityOf(response_id, item))
		}))
	);
	return photos.length;
}
