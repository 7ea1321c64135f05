import type { Reader } from '../db/database.ts';
import { statement } from '../db/statement.ts';

/** The ids of the houses where somebody of the staff works. */
export async function listPropertyIds(reader: Reader, staffId: string): Promise<string[]> {
	const rows = await propertiesOf(reader, { staffId });
	return rows.map((row) => row.property_id);
}

const propertiesOf = statement((reader, { staffId }: { staffId: string }) =>
	reader.selectFrom('staff_property').select('property_id').where('staff_id', '=', staffId)
);
