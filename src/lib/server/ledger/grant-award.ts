import type { Instant } from '#lib/domain/calendar.ts';
import { settlePoints } from '#lib/domain/expiry/settle-points.ts';
import { earnAward, findAward } from '#lib/domain/ledger/earn.ts';
import { followedBy } from '#lib/domain/ledger/posting.ts';
import { versionOn, type AwardOccasion } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Db, Trx } from '../db/database.ts';
import { newId } from '../ids.ts';
import type { Command } from './command.ts';
import { transact } from '../db/transact.ts';
import { asked, postIn, type Posted, type PostedIn } from './post-once.ts';

export interface GrantAward extends Command {
	readonly occasion: AwardOccasion;
	/** The stay it is for, where it is for one. */
	readonly stayId?: string | undefined;
}

/**
 * Gives the points that the programme sets on an occasion. Once per occasion: the id says which one it
 * is (source `survey`, id of the stay). Refused with `not-found` where the programme gives none.
 */
export function grantAward(db: Db, command: GrantAward, now: Instant): Promise<Posted> {
	return transact(db, async (trx) => (await grantIn(trx, command, now)).posted);
}

/** `grantAward` in a transaction that writes more beside it. */
export function grantIn(trx: Trx, command: GrantAward, now: Instant): Promise<PostedIn> {
	const { occasion, stayId } = command;
	return postIn(trx, asked('award', command), now, 0, ({ history, programme, today }) => {
		const version = versionOn(programme, today);
		const award = findAward(version, occasion);
		if (!award) throw new Refusal('not-found', { award: occasion });
		return followedBy(settlePoints(history, programme, today, newId), (settled) =>
			earnAward(settled, award, { on: today, stayId }, version, newId)
		);
	});
}
