import type { PlainDate } from '#lib/domain/calendar.ts';
import { settlePoints } from '#lib/domain/expiry/settle-points.ts';
import { newHistory } from '#lib/domain/ledger/history.ts';
import { isEmpty } from '#lib/domain/ledger/posting.ts';
import type { Programme } from '#lib/domain/programme/programme.ts';
import type { Trx } from '../db/database.ts';
import { newId } from '../ids.ts';
import { needsGrants } from './post-once.ts';
import type { MemberPosting } from './posting-queries.ts';
import { listGrantsOf, listOpenLotsOf, lockAccounts } from './queries.ts';
import { releasesLater } from './read-histories.ts';
import { listPendingOf } from './waiting-queries.ts';

/** Holds the accounts of members and decides what is posted and what lapses by a day. */
export async function settleMembers(
	trx: Trx,
	programme: Programme,
	memberIds: readonly string[],
	through: PlainDate
): Promise<MemberPosting[]> {
	if (memberIds.length === 0) return [];
	const held = await lockAccounts(trx, memberIds);
	const lots = await listOpenLotsOf(trx, memberIds);
	const grants = needsGrants(programme) ? await listGrantsOf(trx, memberIds) : undefined;
	const pending = releasesLater(programme) ? await listPendingOf(trx, memberIds) : undefined;
	const postings: MemberPosting[] = [];
	for (const { memberId, joinedOn, account } of held.values()) {
		const history = {
			...newHistory(joinedOn),
			account,
			lots: lots.get(memberId) ?? [],
			grants: grants?.get(memberId) ?? [],
			pending: pending?.get(memberId) ?? []
		};
		const { posting } = settlePoints(history, programme, through, newId);
		if (!isEmpty(posting)) postings.push({ memberId, posting });
	}
	return postings;
}
