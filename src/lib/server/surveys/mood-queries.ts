import { sql } from 'kysely';
import { statement } from '../db/statement.ts';

/** The newest response of a member that has an index. */
export const findLastScored = statement((reader, { memberId }: { memberId: string }) =>
	reader
		.selectFrom('survey_response')
		.select(['index_micro', 'recommend', 'submitted_at'])
		.where('member_id', '=', memberId)
		.where('status', '=', sql.lit<'submitted'>('submitted'))
		.where('index_micro', 'is not', null)
		.orderBy('invited_at', 'desc')
		.limit(sql.lit(1))
);
