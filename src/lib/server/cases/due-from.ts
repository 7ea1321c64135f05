import { dueAt } from '#lib/domain/cases/due.ts';
import type { Instant } from '#lib/domain/calendar.ts';
import type { Reader } from '../db/database.ts';
import { listProperties } from '../stays/properties.ts';

/** What a guest says is answered within so many hours in which somebody of the house is there. */
const answer_hours = 24;

/** Until when something that a guest says now has to be answered. */
export async function dueFrom(reader: Reader, propertyId: string, now: Instant): Promise<Instant> {
	const property = (await listProperties(reader)).find(({ id }) => id === propertyId);
	if (!property) throw new Error(`there is no property ${propertyId}`);
	return dueAt(now, answer_hours, property.timeZone, property.hours);
}
