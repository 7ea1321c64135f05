import { setImmediate as pause } from 'node:timers/promises';
import type { Programme } from '#lib/domain/programme/programme.ts';
import { replayMember, type Replayed } from '#lib/domain/replay/replay-member.ts';
import type { Reader } from '../db/database.ts';
import { readRatesFor } from '../exchange/rates-for.ts';
import { listJoinedOn } from '../members/joined-queries.ts';
import { listGuestsAfter, listPastStays, type Departures } from '../stays/past-queries.ts';

export interface ReplayedMember extends Replayed {
	readonly memberId: string;
}

const members_per_slice = 250;

/**
 * What a programme would have given each member for the stays of these days, slice by slice in the
 * order of their ids, holding one slice at a time and writing nothing. Others have their turn between.
 */
export async function* replayMembers(
	reader: Reader,
	programme: Programme,
	days: Departures
): AsyncGenerator<readonly ReplayedMember[]> {
	for (let after = ''; ;) {
		const guests = await listGuestsAfter(reader, after, members_per_slice);
		const through = guests.at(-1);
		if (through === undefined) return;
		const stays = await listPastStays(reader, { ...days, after, through });
		const joined = await listJoinedOn(reader, [...stays.keys()]);
		const rateOn = await readRatesFor(reader, [...stays.values()].flat(), programme);
		yield [...stays].map(([memberId, own]) => {
			const joinedOn = joined.get(memberId);
			if (joinedOn === undefined) throw new Error(`member ${memberId} is not there`);
			const member = { joinedOn, through: days.to };
			return { memberId, ...replayMember(own, programme, member, rateOn) };
		});
		await pause();
		after = through;
	}
}
