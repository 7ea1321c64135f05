import { run, type Migration } from '#lib/server/db/migration.ts';

export const staff: Migration = {
	name: '0003_staff',
	up: (trx) =>
		run(trx, [
			`create table staff (
				id text primary key,
				name text not null,
				email text not null,
				email_key text not null unique,
				role text not null check (role in ('desk', 'manager', 'owner')),
				status text not null check (status in ('active', 'suspended')),
				locale text not null,
				created_at text not null
			)`,
			`create table staff_credential (
				staff_id text primary key references staff (id),
				password_hash text not null,
				set_at text not null
			)`,
			`create table staff_property (
				staff_id text not null references staff (id),
				property_id text not null references property (id),
				primary key (staff_id, property_id)
			)`
		])
};
