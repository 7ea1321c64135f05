import { randomInt } from 'node:crypto';
import type { Instant } from '#lib/domain/calendar.ts';
import { emailKey, familyNameKey, givenNameKey } from '#lib/domain/members/keys.ts';
import { makeMemberNumber } from '#lib/domain/members/number.ts';
import type { Trx } from '../db/database.ts';
import { openAccount } from '../ledger/queries.ts';
import { insertMember, memberExists, type NewMember } from './queries.ts';

const draws_max = 20;

/**
 * A member with number and empty account; undefined when the id is a member's already. Without a
 * `number` one is drawn that nobody has.
 */
export async function addMember(
	trx: Trx,
	member: Omit<NewMember, 'number' | 'emailKey' | 'familyNameKey' | 'givenNameKey'> & {
		readonly number?: string | undefined;
	},
	now: Instant
): Promise<string | undefined> {
	const keys = {
		emailKey: emailKey(member.email),
		familyNameKey: familyNameKey(member.familyName),
		givenNameKey: givenNameKey(member.givenName)
	};
	for (let draw = 1; draw <= draws_max; draw++) {
		const number = member.number ?? makeMemberNumber((limit) => randomInt(limit));
		if (await insertMember(trx, { ...member, ...keys, number }, now)) {
			await openAccount(trx, member.id);
			return number;
		}
		if (await memberExists(trx, member.id)) return undefined;
	}
	throw new Error('no free member number was drawn');
}
