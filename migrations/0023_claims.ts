import { run, type Migration } from '#lib/server/db/migration.ts';

export const claims: Migration = {
	name: '0023_claims',
	up: async (trx) => {
		await run(trx, [
			// A stay that a guest misses, as they say it was; stay_id is the one that stands for it.
			`create table stay_claim (
				id text primary key,
				member_id text not null references member (id),
				property_id text not null references property (id),
				arrival text not null,
				departure text not null,
				reference text not null,
				booked_name text not null,
				note text,
				body_hash text not null,
				status text not null check (status in ('sent', 'accepted', 'refused', 'withdrawn')),
				sent_at text not null,
				sent_on text not null,
				decided_at text,
				decided_by text references staff (id),
				reason text,
				stay_id text references stay (id),
				how text check (how in ('linked', 'recorded'))
			)`,
			`create index stay_claim_member on stay_claim (member_id, id)`,
			`create index stay_claim_status on stay_claim (status, sent_at, id)`,
			`create index stay_claim_stay on stay_claim (stay_id) where stay_id is not null`,
			// The photo of the bill, redrawn; without keys it is kept as it is and key_id is null.
			`create table claim_photo (
				claim_id text primary key references stay_claim (id),
				key_id text,
				body text not null
			)`,
			`create index claim_photo_key on claim_photo (key_id)`,
			// A stay that a manager recorded gives way to the house's own word about it.
			`create index stay_claimed on stay (member_id) where source = 'claim'`,
			// Among stays of nobody the one that is missing is looked for; posting writes none of this.
			`create index stay_of_nobody on stay (property_id, arrival) where member_id is null`
		]);
	}
};
