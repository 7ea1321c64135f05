import { sql } from 'kysely';
import { statement } from '../db/statement.ts';

/** Active members of a name, in either order of its words; as many as anybody needs to know of. */
export const listNamesakes = statement(
	(reader, { given, family }: { given: string; family: string }) =>
		reader
			.selectFrom('member_identity as identity')
			.innerJoin('member', 'member.id', 'identity.member_id')
			.select('member.id')
			.where((name) =>
				name.or([
					name.and([name('family_name_key', '=', family), name('given_name_key', '=', given)]),
					name.and([name('family_name_key', '=', given), name('given_name_key', '=', family)])
				])
			)
			.where('member.status', '=', sql.lit<'active'>('active'))
			.limit(sql.lit(50))
);
