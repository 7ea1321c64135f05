import { run, type Migration } from '#lib/server/db/migration.ts';

export const wishes: Migration = {
	name: '0022_wishes',
	up: async (trx) => {
		await run(trx, [
			// What holds for one stay alone, as long as it is that member's.
			`create table stay_wish (
				stay_id text not null references stay (id),
				item_id text not null references preference_item (id),
				member_id text not null references member (id),
				value text not null,
				set_at text not null,
				primary key (stay_id, item_id)
			)`,
			`create index stay_wish_member on stay_wish (member_id)`,
			`alter table preference_change add column stay_id text not null default ''`,
			// What says something of health: sealed, and really gone once the consent is.
			`create table health_wish (
				member_id text not null references member (id),
				property_id text not null,
				stay_id text not null,
				item_id text not null references preference_item (id),
				key_id text not null,
				sealed text not null,
				set_at text not null,
				primary key (member_id, property_id, stay_id, item_id)
			)`,
			`create index health_wish_key on health_wish (key_id)`,
			`create table health_wish_change (
				id text primary key,
				save_id text not null,
				member_id text not null references member (id),
				property_id text not null,
				stay_id text not null,
				item_id text not null references preference_item (id),
				key_id text,
				sealed text,
				set_at text not null,
				unique (save_id, item_id)
			)`,
			`create index health_wish_change_member on health_wish_change (member_id, id)`,
			`create index health_wish_change_key on health_wish_change (key_id)`,
			// What became of a wish. It counts while what was wished is what it was (wished_at).
			`create table wish_tick (
				stay_id text not null references stay (id),
				item_id text not null references preference_item (id),
				member_id text not null references member (id),
				property_id text not null references property (id),
				outcome text not null check (outcome in ('honoured', 'not-possible')),
				reason text,
				why text,
				wished text,
				wished_at text not null,
				staff_id text not null references staff (id),
				ticked_at text not null,
				primary key (stay_id, item_id)
			)`,
			`create index wish_tick_property on wish_tick (property_id, item_id)`,
			`create index wish_tick_member on wish_tick (member_id)`,
			// What staff noticed. Nobody can say beforehand what it is about, so it is sealed.
			`create table observation (
				id text primary key,
				member_id text not null references member (id),
				property_id text not null references property (id),
				staff_id text not null references staff (id),
				key_id text not null,
				sealed text not null,
				noted_at text not null
			)`,
			`create index observation_member on observation (member_id, id)`,
			`create index observation_key on observation (key_id)`
		]);
	}
};
