import type { Instant } from '#lib/domain/calendar.ts';
import { recordAct, type Actor } from '../audit/queries.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { lockOpenDraft, type ShownDraft } from './draft.ts';
import { closeDraft } from './draft-queries.ts';

/** Throws a draft away as it was shown. Refused: `draft-over`, `changed-meanwhile`. */
export async function discardDraft(
	db: Db,
	shown: ShownDraft,
	actor: Actor,
	now: Instant
): Promise<void> {
	await transact(db, async (trx) => {
		const { id, revision } = await lockOpenDraft(trx, shown);
		await closeDraft(trx, id, 'discarded', actor.id, now);
		const subject = { kind: 'programme-draft', id };
		await recordAct(
			trx,
			{ actor, act: 'programme-draft-discarded', subject, facts: { revision } },
			now
		);
	});
}
