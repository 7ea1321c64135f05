import type { Milestone, Version } from '#lib/domain/programme/programme.ts';
import type { Db } from '#lib/server/db/database.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { build, enrol, newId, plainVersion, publish, stayOf, type Person } from './model/house.ts';

const nights = { credit: 'nights', window: { kind: 'calendar-year' } } as const;

export const choice: Milestone = {
	...nights,
	id: 'choice',
	kind: 'choice',
	at: { from: 20, step: 10, to: 150 },
	withinDays: 90,
	options: [
		{ id: 'points', name: { en: '2,000 points' }, points: 2000 },
		{
			id: 'night',
			name: { en: 'Free night' },
			validity: { kind: 'months', months: 12, from: 'day' }
		}
	],
	otherwise: ['points']
};

/** A choice at 20 nights and every ten more, a certificate at 40, 30,000 points at 60. */
export const milestoneVersion: Version = {
	...plainVersion,
	milestones: [
		choice,
		{
			...nights,
			id: 'certificate',
			kind: 'gift',
			at: [40],
			gift: { id: 'certificate', name: { en: 'Guest certificate' } }
		},
		{ ...nights, id: 'sixty', kind: 'points', at: [60], points: 30_000 }
	]
};

export async function openMilestones(db: Db, version = milestoneVersion) {
	await publish(db, version);
	await build(db);
	const [ada, bob] = await enrol(db, 2);
	return { db, ada: ada!, bob: bob! };
}

/** A stay of so many nights without a bill, that ends on a day. */
export function nightsOf(person: Person, arrival: string, departure: string) {
	return stayOf(person, {
		stayId: newId(),
		arrival,
		departure,
		folio: [],
		updatedAt: `${departure}T12:00:00.000Z`
	});
}

/** Reached 38 nights on 8 February 2025 (choices at 20 and 30), 61 with a stay that ends on 3 March. */
export async function to61(db: Db, ada: Person, now: string) {
	await recordStays(db, [nightsOf(ada, '2025-01-01', '2025-02-08')], now);
	await recordStays(db, [nightsOf(ada, '2025-02-08', '2025-03-03')], now);
}

export async function milestoneRows(db: Db) {
	return {
		grants: await db.selectFrom('milestone_grant').selectAll().orderBy('id').execute(),
		choices: await db.selectFrom('milestone_choice').selectAll().orderBy('grant_id').execute(),
		entries: await db.selectFrom('entry').selectAll().orderBy('id').execute(),
		outbox: await db
			.selectFrom('outbox')
			.select(['topic', 'channel', 'to_id'])
			.orderBy('id')
			.execute(),
		commands: await db.selectFrom('command').select('id').execute()
	};
}
