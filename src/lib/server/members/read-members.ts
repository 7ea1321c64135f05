import { fullName } from '#lib/domain/members/full-name.ts';
import { readSearch } from '#lib/domain/members/search.ts';
import type { MembersView } from '#lib/domain/views/members.ts';
import type { Reader } from '../db/database.ts';
import { listState, readList } from '../lists.ts';
import { countMembers, listMembers } from './list-queries.ts';

const shape = {
	sorts: ['name', 'number', 'joined', 'balance'],
	filters: ['q', 'status']
} as const;

/** The members, searched by name, number or address in one box. */
export async function readMembers(db: Reader, url: URL): Promise<MembersView> {
	const asked = readList(url, shape);
	const { q, status } = asked.filters;
	const filter = {
		search: q === undefined ? undefined : readSearch(q),
		status: (['active', 'suspended'] as const).find((one) => one === status)
	};
	// Signs alone are nobody's name.
	const none = q !== undefined && !filter.search;
	const rows = none ? [] : await listMembers(db, filter, asked);
	const total = none ? 0 : await countMembers(db, filter);
	return {
		list: listState(asked, total),
		members: rows.map((row) => ({
			id: row.id,
			name: fullName(row.given_name, row.family_name),
			number: row.number,
			email: row.email,
			verified: row.email_verified_at !== null,
			status: row.status,
			joinedOn: row.joined_on,
			balance: row.balance
		}))
	};
}
