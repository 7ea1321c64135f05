import { alwaysOpen } from '#lib/domain/cases/due.ts';
import { sayShift, weekDays } from '#lib/domain/cases/week.ts';
import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal, type Facts } from '#lib/domain/refusal.ts';
import { changedFacts, changedMeanwhile } from '../audit/changes.ts';
import { recordAct, type Actor } from '../audit/queries.ts';
import type { Db } from '../db/database.ts';
import { isTaken } from '../db/is-taken.ts';
import { transact } from '../db/transact.ts';
import {
	checkBrand,
	checkProperty,
	hoursDocument,
	toProperty,
	type Property
} from './properties.ts';
import { hasStays, lockProperty, setProperty } from './queries.ts';

/** What an act of this area says was done to a house. */
export const propertyActs = ['property-added', 'property-changed'] as const;

export interface ChangeProperty extends Property {
	/** What the form was shown with. */
	readonly revision: number;
}

/**
 * Name, time zone, brand and hours may change at any time; what was earned stays as it was reckoned. Code and
 * currency are what the hotel's system says of each stay, so they are fixed once there are stays.
 * Refused: `not-found`, `changed-meanwhile`, `property-has-stays`, `property-code-taken` and what
 * `addProperty` refuses.
 */
export async function changeProperty(
	db: Db,
	{ revision, ...property }: ChangeProperty,
	actor: Actor,
	now: Instant
): Promise<void> {
	checkProperty(property);
	await transact(db, async (trx) => {
		const row = await lockProperty(trx, property.id);
		if (!row) throw new Refusal('not-found');
		const subject = { kind: 'property', id: row.id } as const;
		if (row.revision !== revision)
			throw await changedMeanwhile(trx, subject, propertyActs, revision);

		const facts = changedFacts(factsOf(toProperty(row)), factsOf(property));
		if (Object.keys(facts).length === 0) return;
		if ('after.brand' in facts) await checkBrand(trx, property.brand, now);
		if (('after.code' in facts || 'after.currency' in facts) && (await hasStays(trx, row.id)))
			throw new Refusal('property-has-stays');

		const next = revision + 1;
		try {
			await setProperty(trx, {
				id: row.id,
				code: property.code,
				name: JSON.stringify(property.name),
				time_zone: property.timeZone,
				currency: property.currency,
				brand: property.brand,
				revision: next,
				hours: hoursDocument(property.hours)
			});
		} catch (error) {
			if (isTaken(error)) throw new Refusal('property-code-taken', { code: property.code });
			throw error;
		}
		const done = { actor, act: 'property-changed', subject };
		await recordAct(trx, { ...done, facts: { ...facts, revision: next } }, now);
	});
}

function factsOf({ code, name, timeZone, currency, brand, hours = alwaysOpen }: Property): Facts {
	const names = Object.entries(name).map(([locale, text]) => [`name-${locale}`, text]);
	const week = weekDays.map((day) => [`hours-${day}`, sayShift(hours[day])]);
	return {
		...{ code, ...Object.fromEntries(names), 'time-zone': timeZone, currency, brand },
		...Object.fromEntries(week)
	};
}
