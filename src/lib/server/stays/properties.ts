import { z } from 'zod';
import type { WorkingHours } from '#lib/domain/cases/due.ts';
import { faultOfWeek, isAlways } from '#lib/domain/cases/week.ts';
import { isTimeZone, type Instant } from '#lib/domain/calendar.ts';
import { isCurrency } from '#lib/domain/money.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Text } from '#lib/domain/text.ts';
import { recordAct, type Actor } from '../audit/queries.ts';
import type { Db, Reader } from '../db/database.ts';
import type { PropertyTable } from '../db/tables.ts';
import { transact } from '../db/transact.ts';
import { newId } from '../ids.ts';
import { listBrands } from '../programme/read-programme.ts';
import * as stays from './queries.ts';

/** A hotel of the group. */
export interface Property {
	readonly id: string;
	readonly code: string;
	readonly name: Text;
	readonly timeZone: string;
	readonly currency: string;
	/** Its class, one of the programme's brands. */
	readonly brand: string;
	/** When somebody is there to answer guests, by its clocks; none is always. */
	readonly hours?: WorkingHours | undefined;
}

export type NewProperty = Omit<Property, 'id'>;

/** Refused: a time zone, currency, brand, code or hours that are none, and a code that is taken. */
export async function addProperty(
	db: Db,
	property: NewProperty,
	actor: Actor,
	now: Instant
): Promise<Property> {
	checkProperty(property);
	return transact(db, async (trx) => {
		await checkBrand(trx, property.brand, now);
		const id = newId();
		const isNew = await stays.claimProperty(trx, {
			id,
			code: property.code,
			name: JSON.stringify(property.name),
			time_zone: property.timeZone,
			currency: property.currency,
			brand: property.brand,
			created_at: now,
			revision: 1,
			hours: hoursDocument(property.hours)
		});
		if (!isNew) throw new Refusal('property-code-taken', { code: property.code });
		await recordAct(
			trx,
			{
				actor,
				act: 'property-added',
				subject: { kind: 'property', id },
				facts: { code: property.code, brand: property.brand }
			},
			now
		);
		return { id, ...property };
	});
}

/** What no house could have; of hours, the fact `fault` says what is wrong with them. */
export function checkProperty(property: NewProperty): void {
	if (!/^\S{1,32}$/.test(property.code)) throw new Refusal('invalid', { field: 'code' });
	if (!isTimeZone(property.timeZone)) throw new Refusal('invalid', { field: 'time-zone' });
	if (!isCurrency(property.currency))
		throw new Refusal('unknown-currency', { currency: property.currency });
	const fault = property.hours && faultOfWeek(property.hours);
	if (fault) throw new Refusal('invalid', { field: 'hours', fault: fault.kind });
}

/** A programme prices by brand, so a house of none would earn by no rule that names one. */
export async function checkBrand(reader: Reader, brand: string, now: Instant): Promise<void> {
	const brands = await listBrands(reader, now);
	if (brands && !brands.includes(brand)) throw new Refusal('invalid', { field: 'brand' });
}

const Name = z.object({ en: z.string() }).catchall(z.string());

/** All of them, by code. */
export async function listProperties(reader: Reader): Promise<Property[]> {
	const rows = await stays.listProperties(reader);
	return rows.map(toProperty);
}

export function toProperty(row: PropertyTable): Property {
	return {
		id: row.id,
		code: row.code,
		name: Name.parse(JSON.parse(row.name)),
		timeZone: row.time_zone,
		currency: row.currency,
		brand: row.brand,
		hours: row.hours === null ? undefined : readHours(row.hours)
	};
}

const Hours = z.array(z.object({ from: z.string(), to: z.string() }).nullable()).length(7);

function readHours(document: string): WorkingHours {
	const week = Hours.parse(JSON.parse(document)).map((shift) => shift ?? undefined);
	if (faultOfWeek(week)) throw new Error(`a house has the hours ${document}`);
	return week;
}

/** As they are kept: always is nothing. */
export function hoursDocument(week: WorkingHours | undefined): string | null {
	return week && !isAlways(week) ? JSON.stringify(week) : null;
}
