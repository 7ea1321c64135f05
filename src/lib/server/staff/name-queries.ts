import type { Reader } from '../db/database.ts';

/** Those who work at a house, by name: managers and owners work at every one. */
export function listColleaguesAt(reader: Reader, propertyId: string) {
	return reader
		.selectFrom('staff')
		.select(['id', 'name', 'role'])
		.where('status', '=', 'active')
		.where((one) =>
			one.or([
				one('role', '<>', 'desk'),
				one(
					'id',
					'in',
					one.selectFrom('staff_property').select('staff_id').where('property_id', '=', propertyId)
				)
			])
		)
		.orderBy('name')
		.orderBy('id')
		.execute();
}

/** What members of the staff are called, by id; whoever is not one of them is left out. */
export async function listStaffNames(
	reader: Reader,
	ids: readonly string[]
): Promise<ReadonlyMap<string, string>> {
	if (ids.length === 0) return new Map();
	const rows = await reader
		.selectFrom('staff')
		.select(['id', 'name'])
		.where('id', 'in', [...new Set(ids)])
		.execute();
	return new Map(rows.map(({ id, name }) => [id, name]));
}
