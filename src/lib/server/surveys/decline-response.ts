import type { Instant } from '#lib/domain/calendar.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { holdResponse, mustBeOpen, type Answerer } from './open-response.ts';
import { deletePhotos } from './photo-queries.ts';
import { changeResponse, deleteAnswers } from './queries.ts';

/** "Not me": the survey ends, and what was answered in it is forgotten. Refused: `survey-over`. */
export function declineResponse(db: Db, answerer: Answerer, now: Instant): Promise<void> {
	return transact(db, async (trx) => {
		const response = await holdResponse(trx, answerer);
		if (response.status === 'declined') return;
		mustBeOpen(response, now);
		await deletePhotos(trx, response.id);
		await deleteAnswers(trx, response.id);
		await changeResponse(trx, response.id, { status: 'declined' });
	});
}
