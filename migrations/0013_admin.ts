import { sql } from 'kysely';
import type { Trx } from '#lib/server/db/database.ts';
import { run, type Migration } from '#lib/server/db/migration.ts';
import { changeRows } from '#lib/server/db/statement.ts';

export const admin: Migration = {
	name: '0013_admin',
	up: async (trx) => {
		await run(trx, [
			// Two who edit the same: the second is told what changed.
			`alter table property add column revision bigint not null default 1`,
			`alter table staff add column revision bigint not null default 1`,
			// Members are looked for by what their names begin with, and listed by name or joining.
			`alter table member_identity add column given_name_key text not null default ''`
		]);
		await keyGivenNames(trx);
		await run(trx, [
			`create index member_identity_name
				on member_identity (family_name_key, given_name_key, member_id)`,
			`create index member_identity_given_name on member_identity (given_name_key)`,
			`create index member_joined on member (joined_on, id)`,
			`create index audit_actor on audit (actor_kind, actor_id)`
		]);
	}
};

const slice = 1_000;

async function keyGivenNames(trx: Trx): Promise<void> {
	let after = '';
	for (;;) {
		const rows = await trx
			.selectFrom('member_identity')
			.select(['member_id', 'given_name'])
			.where('member_id', '>', after)
			.orderBy('member_id')
			.limit(slice)
			.execute();
		const last = rows.at(-1);
		if (!last) return;
		after = last.member_id;
		await changeRows(
			trx,
			'given name keys',
			(values) =>
				sql`update member_identity set given_name_key = change.column2 from ${values} as change
					where member_id = change.column1`,
			['text', 'text'],
			rows.map(({ member_id, given_name }) => [member_id, keyOf(given_name)])
		);
	}
}

/** How names are compared, as of this migration. */
function keyOf(name: string): string {
	return name
		.normalize('NFKD')
		.replaceAll(/\p{M}/gu, '')
		.toLowerCase()
		.replaceAll('ß', 'ss')
		.replaceAll(/[^\p{L}\p{N}]/gu, '');
}
