import type { Instant } from '#lib/domain/calendar.ts';
import { emailKey, familyNameKey, givenNameKey } from '#lib/domain/members/keys.ts';
import { isMemberNumber } from '#lib/domain/members/number.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { newId } from '../ids.ts';
import { openAccounts } from '../ledger/queries.ts';
import { insertMembers, listByNumber, listProven, type NewMember } from './queries.ts';

/** Somebody who was a member elsewhere before, or whom the hotel brings along. */
export type Enrolment = Omit<NewMember, 'id' | 'emailKey' | 'familyNameKey' | 'givenNameKey'>;

export type Enrolled =
	| { readonly outcome: 'created'; readonly memberId: string }
	/** There is a member with this number and address. */
	| { readonly outcome: 'unchanged'; readonly memberId: string }
	| { readonly outcome: 'rejected'; readonly reason: string };

/**
 * Makes many members at once, without a password and without a word to them; they sign in by way of
 * "forgot password". The number tells them apart, so the same list twice is once.
 */
export function enrolMembers(
	db: Db,
	members: readonly Enrolment[],
	now: Instant
): Promise<Enrolled[]> {
	return transact(db, async (trx) => {
		const taken = await listByNumber(
			trx,
			members.map(({ number }) => number)
		);
		const proven = await listProven(
			trx,
			members.map(({ email }) => emailKey(email))
		);
		const fresh: NewMember[] = [];
		const results = members.map((member): Enrolled => {
			const key = emailKey(member.email);
			const there = taken.get(member.number);
			if (there?.emailKey === key) return { outcome: 'unchanged', memberId: there.id };
			if (there) return rejected('the number belongs to somebody else');
			if (!isMemberNumber(member.number)) return rejected('the number is not one of ours');
			if (member.verifiedAt !== undefined && proven.has(key))
				return rejected('the address belongs to somebody else');
			const id = newId();
			taken.set(member.number, { id, emailKey: key });
			if (member.verifiedAt !== undefined) proven.add(key);
			fresh.push({
				...member,
				id,
				emailKey: key,
				familyNameKey: familyNameKey(member.familyName),
				givenNameKey: givenNameKey(member.givenName)
			});
			return { outcome: 'created', memberId: id };
		});
		await insertMembers(trx, fresh, now);
		await openAccounts(
			trx,
			fresh.map(({ id }) => id)
		);
		return results;
	});
}

function rejected(reason: string): Enrolled {
	return { outcome: 'rejected', reason };
}
