import { hasBackToBack } from '#lib/domain/earning/back-to-back.ts';
import { newHistory, type History } from '#lib/domain/ledger/history.ts';
import type { Programme } from '#lib/domain/programme/programme.ts';
import type { Reader } from '../db/database.ts';
import { listCountedStays } from '../stays/counted-queries.ts';
import { listCreditsOf, listGrantsOf, listOpenLotsOf, type MemberAccount } from './queries.ts';
import { listMilestonesOf, listPendingOf } from './waiting-queries.ts';

const members_max = 500;

/** Everything that deciding may need to know of members, whose accounts must be held. */
export async function readHistories(
	reader: Reader,
	memberIds: readonly string[],
	held: ReadonlyMap<string, MemberAccount>,
	programme: Programme
): Promise<Map<string, History>> {
	const histories = new Map<string, History>();
	for (let at = 0; at < memberIds.length; at += members_max) {
		const chunk = memberIds.slice(at, at + members_max);
		const lots = await listOpenLotsOf(reader, chunk);
		const credits = await listCreditsOf(reader, chunk);
		const grants = await listGrantsOf(reader, chunk);
		const pending = releasesLater(programme) ? await listPendingOf(reader, chunk) : undefined;
		const issued = hasMilestones(programme) ? await listMilestonesOf(reader, chunk) : undefined;
		const counted = hasBackToBack(programme) ? await listCountedStays(reader, chunk) : undefined;
		for (const memberId of chunk) {
			const member = held.get(memberId);
			if (!member) throw new Error(`member ${memberId} is not held`);
			histories.set(memberId, {
				...newHistory(member.joinedOn),
				account: member.account,
				lots: lots.get(memberId) ?? [],
				credits: credits.get(memberId) ?? [],
				grants: grants.get(memberId) ?? [],
				pending: pending?.get(memberId) ?? [],
				...issued?.get(memberId),
				counted: counted?.get(memberId) ?? []
			});
		}
	}
	return histories;
}

/** Whether points wait for their day under any version. */
export function releasesLater(programme: Programme): boolean {
	return programme.some(({ document }) => document.releaseDays !== undefined);
}

function hasMilestones(programme: Programme): boolean {
	return programme.some(({ document }) => (document.milestones ?? []).length > 0);
}
