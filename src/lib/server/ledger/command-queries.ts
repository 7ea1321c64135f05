import type { Instant } from '#lib/domain/calendar.ts';
import { statement } from '../db/statement.ts';

export const findCommand = statement((reader, { source, id }: { source: string; id: string }) =>
	reader
		.selectFrom('command')
		.select(['member_id', 'kind', 'body_hash', 'answer'])
		.where('source', '=', source)
		.where('id', '=', id)
);

export interface NewCommand {
	source: string;
	id: string;
	memberId: string;
	kind: string;
	bodyHash: string;
	answer: string;
	now: Instant;
}

/** Nothing comes back when the id is taken. */
export const addCommand = statement((reader, row: NewCommand) =>
	reader
		.insertInto('command')
		.values({
			source: row.source,
			id: row.id,
			member_id: row.memberId,
			kind: row.kind,
			body_hash: row.bodyHash,
			answer: row.answer,
			recorded_at: row.now
		})
		.onConflict((conflict) => conflict.columns(['source', 'id']).doNothing())
		.returning('id')
);
