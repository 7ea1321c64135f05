import { inKeyOrder, run, type Migration } from '#lib/server/db/migration.ts';

export const surveySums: Migration = {
	name: '0030_survey_sums',
	up: async (trx) => {
		await run(trx, [
			// What the guest and the stay were when it was sent: new or returning, and how it was booked.
			`alter table survey_response add column guest text`,
			`alter table survey_response add column channel text`,
			// What managers read, summed as responses arrive: so no page reads every response. '' is unknown.
			// 'promoter', 'passive' and 'detractor' are counted, the others have scores too.
			`create table survey_sum (
				kind text not null check (kind in ('response', 'index', 'dimension', 'item',
					'promoter', 'passive', 'detractor')),
				month text not null,
				id text not null,
				property_id text not null references property (id),
				tier text not null,
				guest text not null,
				channel text not null,
				n bigint not null,
				micro bigint not null,
				primary key (kind, month, id, property_id, tier, guest, channel)
			) ${inKeyOrder}`
		]);
	}
};
