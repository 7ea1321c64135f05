import { inKeyOrder, run, type Migration } from '#lib/server/db/migration.ts';

export const exchange: Migration = {
	name: '0015_exchange',
	up: async (trx) => {
		await run(trx, [
			// One unit of `base` buys `rate` units of `quote` on that day.
			`create table exchange_rate (
				base text not null,
				quote text not null,
				day text not null,
				rate text not null,
				recorded_at text not null,
				recorded_by text not null,
				primary key (base, quote, day)
			) ${inKeyOrder}`,
			`create index exchange_rate_day on exchange_rate (day, quote)`,
			// Stays that wait for a rate, told by how their column begins.
			`create index stay_waiting on stay (departure, id)
				where substr(no_points_because, 1, 26) = '{"code":"no-exchange-rate"'`
		]);
	}
};
