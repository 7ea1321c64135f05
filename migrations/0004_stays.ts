import { appendOnly, run, type Migration } from '#lib/server/db/migration.ts';

export const stays: Migration = {
	name: '0004_stays',
	up: async (trx) => {
		await run(trx, [
			// The stay as it stands now; every word that a source ever sent about it is a revision.
			`create table stay (
				id text primary key,
				source text not null,
				source_id text not null,
				property_id text not null references property (id),
				member_id text references member (id),
				revision bigint not null,
				status text not null check (status in
					('booked', 'in_house', 'checked_out', 'cancelled', 'no_show')),
				arrival text not null,
				departure text not null,
				nights bigint not null,
				no_points_because text,
				unique (source, source_id)
			)`,
			`create index stay_member on stay (member_id, arrival, id)`,
			`create table stay_revision (
				stay_id text not null references stay (id),
				revision bigint not null,
				property_id text not null references property (id),
				status text not null,
				booked_on text,
				arrival text not null,
				departure text not null,
				rooms bigint not null,
				adults bigint not null,
				children bigint not null,
				room_type text,
				rate_plan text,
				channel text,
				currency text not null,
				award_nights bigint not null,
				details text,
				source_updated_at text not null,
				body_hash text not null,
				recorded_at text not null,
				primary key (stay_id, revision)
			)`,
			`create table folio_line (
				stay_id text not null references stay (id),
				revision bigint not null,
				line bigint not null,
				class text not null check (class in ('room', 'food', 'spa', 'other')),
				amount_minor bigint not null,
				on_date text not null,
				primary key (stay_id, revision, line)
			)`,
			// Who slept there, as the source said it, until a member is found (then the row goes).
			`create table stay_guest (
				stay_id text primary key references stay (id),
				email_key text not null,
				family_name_key text not null
			)`,
			`create index stay_guest_key on stay_guest (email_key, family_name_key)`
		]);
		await appendOnly(trx, 'stay_revision');
		await appendOnly(trx, 'folio_line');
	}
};
