import { sql } from 'kysely';
import type { Reader } from '../db/database.ts';
import { keyedStatement } from '../db/statement.ts';

/** What members said for everywhere and for one hotel; not what says something of health. */
export const listClear = keyedStatement((reader, keys, { propertyId }: { propertyId: string }) =>
	reader
		.selectFrom('preference')
		.select(['member_id', 'property_id', 'item_id', 'value', 'set_at'])
		.where('member_id', 'in', keys)
		.where((row) =>
			row.or([row('property_id', '=', sql.lit('')), row('property_id', '=', propertyId)])
		)
);

/** What was said for some stays alone. */
export const listOfStays = keyedStatement((reader, stayIds) =>
	reader
		.selectFrom('stay_wish')
		.select(['member_id', 'stay_id', 'item_id', 'value', 'set_at'])
		.where('stay_id', 'in', stayIds)
);

/** What members said of their health, everywhere, for one hotel and for stays; sealed. */
export const listSealed = keyedStatement((reader, keys, { propertyId }: { propertyId: string }) =>
	reader
		.selectFrom('health_wish')
		.selectAll()
		.where('member_id', 'in', keys)
		.where((row) =>
			row.or([row('property_id', '=', sql.lit('')), row('property_id', '=', propertyId)])
		)
);

/** How many answers about their health a member has given. */
export async function countHealth(reader: Reader, memberId: string): Promise<number> {
	const { count } = await reader
		.selectFrom('health_wish')
		.select((row) => row.fn.countAll().as('count'))
		.where('member_id', '=', memberId)
		.executeTakeFirstOrThrow();
	return Number(count);
}
