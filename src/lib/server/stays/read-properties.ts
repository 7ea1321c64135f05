import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type {
	PropertiesView,
	PropertyChoices,
	PropertyView
} from '#lib/domain/views/properties.ts';
import { readLastChange } from '../audit/name-them.ts';
import type { Reader } from '../db/database.ts';
import { listState, readList } from '../lists.ts';
import { listBrands } from '../programme/read-programme.ts';
import { propertyActs } from './change-property.ts';
import { listProperties, toProperty, type Property } from './properties.ts';
import { findProperty, hasStays } from './queries.ts';

const sorts = ['code', 'brand', 'currency', 'timeZone'] as const;

/** The houses of the group: they are few, so they are sorted where they are read. */
export async function readProperties(db: Reader, url: URL): Promise<PropertiesView> {
	const asked = readList(url, { sorts });
	const { sort, descending, offset, limit } = asked;
	const way = descending ? -1 : 1;
	const all = (await listProperties(db)).toSorted(
		(one, other) => way * (order(one[sort], other[sort]) || order(one.code, other.code))
	);
	return {
		list: listState(asked, all.length),
		properties: all.slice(offset, offset + limit)
	};
}

function order(one: string, other: string): number {
	return one < other ? -1 : Number(one > other);
}

/** One house, with who changed it last. Refused: `not-found`. */
export async function readProperty(db: Reader, id: string): Promise<PropertyView> {
	const row = await findProperty(db, id);
	if (!row) throw new Refusal('not-found');
	const property: Property = toProperty(row);
	return {
		...property,
		revision: row.revision,
		hasStays: await hasStays(db, id),
		lastChange: await readLastChange(db, { kind: 'property', id }, propertyActs)
	};
}

/** What can be chosen for a house. */
export async function readPropertyChoices(db: Reader, now: Instant): Promise<PropertyChoices> {
	return { timeZones, brands: (await listBrands(db, now)) ?? [] };
}

const timeZones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
