import type { PlainDate } from '#lib/domain/calendar.ts';
import { capYear, type Side } from '#lib/domain/ledger/transfer.ts';
import { versionOn, type Programme, type Transfer } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Reader, Trx } from '../db/database.ts';
import { listProfiles } from '../ledger/merged-queries.ts';
import { lockAccounts, type MemberAccount } from '../ledger/queries.ts';
import { findIdentities } from '../members/queries.ts';
import { sumMoved } from './queries.ts';

export interface Sides {
	readonly held: ReadonlyMap<string, MemberAccount>;
	readonly giver: Side;
	readonly receiver: Side;
}

/** The terms of the day; refused with `transfers-off` where the programme has none. */
export function transferTerms(programme: Programme, today: PlainDate): Transfer {
	const { transfer } = versionOn(programme, today).document;
	if (!transfer) throw new Refusal('transfers-off');
	return transfer;
}

interface SideIds {
	readonly giverId: string;
	readonly receiverId: string;
}

/** Holds both accounts and reads what the rules of transfers look at. */
export async function holdSides(trx: Trx, ids: SideIds, today: PlainDate): Promise<Sides> {
	return readSides(trx, ids, await lockAccounts(trx, [ids.giverId, ids.receiverId]), today);
}

/** What the rules of transfers look at, of accounts that the asker holds, or only looks at. */
export async function readSides(
	trx: Reader,
	{ giverId, receiverId }: SideIds,
	held: ReadonlyMap<string, MemberAccount>,
	today: PlainDate
): Promise<Sides> {
	const identities = await findIdentities(trx, [giverId, receiverId]);
	const days = capYear(today);
	const givers = await listProfiles(trx, giverId);
	const receivers = await listProfiles(trx, receiverId);
	const sideOf = (memberId: string, moved: number): Side => {
		const member = held.get(memberId);
		if (!member || member.status === 'merged' || member.status === 'erased')
			throw new Refusal('not-found');
		return {
			memberId,
			joinedOn: member.joinedOn,
			isVerified: identities.get(memberId)?.verified ?? false,
			isActive: member.status === 'active',
			debt: member.account.debt,
			moved
		};
	};
	return {
		held,
		giver: sideOf(giverId, await sumMoved(trx, 'giver_id', givers, days)),
		receiver: sideOf(receiverId, await sumMoved(trx, 'receiver_id', receivers, days))
	};
}
