import { listPhotoKeys } from '../claims/queries.ts';
import { resealPhotos } from '../claims/photo.ts';
import { hasKeys, missingKeys } from '../crypto/seal.ts';
import type { Reader, Trx } from '../db/database.ts';
import type { JobAt, JobSlice } from '../jobs/job.ts';
import { listSurveyPhotoKeys } from '../surveys/photo-queries.ts';
import { resealSurveyPhotos } from '../surveys/photos.ts';
import {
	listKeysInUse,
	resealHealth,
	resealHistory,
	resealObservations
} from './reseal-queries.ts';

const rows_per_slice = 200;
/** They are large. */
const photos_per_slice = 20;

/**
 * What an older key sealed is sealed anew with the current one, so that the older can be put away. It is
 * done by whichever day the job runs, and twice does nothing more.
 */
export async function reseal(trx: Trx, at: JobAt): Promise<JobSlice> {
	void at;
	if (!hasKeys(trx)) return { cursor: undefined, done: { resealed: 0 } };
	const health = await resealHealth(trx, rows_per_slice);
	const history = await resealHistory(trx, rows_per_slice);
	const observed = await resealObservations(trx, rows_per_slice);
	const claimed = await resealPhotos(trx, photos_per_slice);
	const answered = await resealSurveyPhotos(trx, photos_per_slice);
	const isLast =
		Math.max(health, history, observed) < rows_per_slice &&
		Math.max(claimed, answered) < photos_per_slice;
	const resealed = health + history + observed + claimed + answered;
	return { cursor: isLast ? undefined : 'more', done: { resealed } };
}

/** A house that cannot read what guests said of their health must not open as if they had said nothing. */
export async function mustHaveKeys(reader: Reader): Promise<void> {
	const used = [
		...(await listKeysInUse(reader)),
		...(await listPhotoKeys(reader)),
		...(await listSurveyPhotoKeys(reader))
	];
	const missing = missingKeys(reader, [...new Set(used)]);
	if (missing.length > 0)
		throw new Error(
			`STAYWARD_KEYS lacks what stored wishes or photos are sealed with: ${missing.join(', ')}`
		);
}
