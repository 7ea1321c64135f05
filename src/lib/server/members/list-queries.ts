import type { MemberSearch } from '#lib/domain/members/search.ts';
import type { Reader } from '../db/database.ts';
import type { MemberTable } from '../db/tables.ts';
import type { ListAsked } from '../lists.ts';

export type MemberSort = 'name' | 'number' | 'joined' | 'balance';

export interface MemberFilter {
	readonly search?: MemberSearch | undefined;
	readonly status?: MemberTable['status'] | undefined;
}

const identityOf = (reader: Reader) => reader.selectFrom('member_identity').select('member_id');

// After every text that begins so; keys hold no such sign.
const last = '\u{10ffff}';

/** Who is meant, each way by the beginning of an index. */
function found(reader: Reader, search: Exclude<MemberSearch, { kind: 'number' }>) {
	const byEmail = (begins: string) =>
		identityOf(reader)
			.where('email_key', '>=', begins)
			.where('email_key', '<', begins + last);
	if (search.kind === 'email') return byEmail(search.begins);
	return search.names
		.map(({ given, family }) => {
			let one = identityOf(reader);
			if (family !== undefined)
				one = one
					.where('family_name_key', '>=', family)
					.where('family_name_key', '<', family + last);
			if (given !== undefined)
				one = one.where('given_name_key', '>=', given).where('given_name_key', '<', given + last);
			return one;
		})
		.reduce((all, one) => all.union(one), byEmail(search.email));
}

/** The ids of those who are meant, to be asked within another question. */
export function idsFound(reader: Reader, search: MemberSearch) {
	if (search.kind !== 'number') return found(reader, search);
	return reader
		.selectFrom('member')
		.select('member.id as member_id')
		.where('member.number', '>=', search.begins)
		.where('member.number', '<', search.begins + last);
}

function membersOf(reader: Reader, { search, status }: MemberFilter) {
	let members = reader.selectFrom('member').where('member.status', '<>', 'erased');
	if (status) members = members.where('member.status', '=', status);
	if (search?.kind === 'number')
		return members
			.where('member.number', '>=', search.begins)
			.where('member.number', '<', search.begins + last);
	return search ? members.where('member.id', 'in', found(reader, search)) : members;
}

/** A page of the members that a search finds. */
export function listMembers(
	reader: Reader,
	filter: MemberFilter,
	{ sort, descending, offset, limit }: ListAsked<MemberSort>
) {
	const order = descending ? 'desc' : 'asc';
	const members = membersOf(reader, filter)
		.innerJoin('member_identity as identity', 'identity.member_id', 'member.id')
		.innerJoin('account', 'account.member_id', 'member.id')
		.select(['member.id', 'member.number', 'member.status', 'member.joined_on'])
		.select(['given_name', 'family_name', 'email', 'email_verified_at', 'balance'])
		.offset(offset)
		.limit(limit);
	switch (sort) {
		case 'number':
			return members.orderBy('member.number', order).execute();
		case 'joined':
			return members.orderBy('member.joined_on', order).orderBy('member.id', order).execute();
		case 'balance':
			return members.orderBy('account.balance', order).orderBy('member.id', order).execute();
		case 'name':
			return members
				.orderBy('family_name_key', order)
				.orderBy('given_name_key', order)
				.orderBy('identity.member_id', order)
				.execute();
	}
}

export async function countMembers(reader: Reader, filter: MemberFilter): Promise<number> {
	const { count } = await membersOf(reader, filter)
		.select((member) => member.fn.countAll().as('count'))
		.executeTakeFirstOrThrow();
	return Number(count);
}

export async function findJoined(
	reader: Reader,
	memberId: string
): Promise<MemberTable | undefined> {
	return reader.selectFrom('member').selectAll().where('id', '=', memberId).executeTakeFirst();
}
