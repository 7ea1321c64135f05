import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { recordAct, type Actor } from '../audit/queries.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { newId } from '../ids.ts';
import { findOpenDraft, insertDraft } from './draft-queries.ts';
import { findNewestVersion } from './queries.ts';

/**
 * The draft that is open, else a new one that begins as the newest published version with its examples.
 * There is one at most: of two who start at once both get the same. Refused: `no-programme`.
 */
export async function startDraft(db: Db, actor: Actor, now: Instant): Promise<string> {
	return transact(db, async (trx) => {
		const open = await findOpenDraft(trx);
		if (open) return open.id;
		const newest = await findNewestVersion(trx);
		if (!newest) throw new Refusal('no-programme');
		const id = newId();
		const isFirst = await insertDraft(trx, {
			id,
			based_on: newest.number,
			revision: 1,
			status: 'open',
			from_on: null,
			document: withoutDate(newest.document),
			examples: newest.examples ?? '[]',
			created_at: now,
			created_by: actor.id,
			changed_at: now,
			changed_by: actor.id
		});
		if (!isFirst) {
			const other = await findOpenDraft(trx);
			if (!other) throw new Refusal('still-running');
			return other.id;
		}
		const subject = { kind: 'programme-draft', id };
		const facts = { basedOn: newest.number };
		await recordAct(trx, { actor, act: 'programme-draft-started', subject, facts }, now);
		return id;
	});
}

/** The day it takes effect is set when it is published. */
function withoutDate(document: string): string {
	const { from, ...rest } = JSON.parse(document) as Record<string, unknown>;
	void from;
	return JSON.stringify(rest);
}
