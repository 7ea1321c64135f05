import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import type { LowStockLine } from '#lib/domain/views/reward-stock.ts';
import type { Reader } from '../db/database.ts';
import { readToday } from '../programme/read-programme.ts';
import { listProperties } from '../stays/properties.ts';
import { listLow } from './low-stock-queries.ts';
import { toReward } from './queries.ts';

const shown_max = 200;

/** What runs low in all, in a house, on a day of it or in a partner's codes; the fewest first. */
export async function readLowStock(reader: Reader, now: Instant): Promise<LowStockLine[]> {
	return readLowOn(reader, await readToday(reader, now));
}

export async function readLowOn(reader: Reader, today: PlainDate): Promise<LowStockLine[]> {
	const rows = await listLow(reader, today, shown_max);
	const houses = rows.length > 0 ? await listProperties(reader) : [];
	return rows.map(({ id, document, scope = 'total', left }) => {
		const [, propertyId, on] = scope.split(':');
		const house = houses.find((one) => one.id === propertyId);
		return { id, name: toReward(document).name, house: house?.name, on, left };
	});
}
