import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { changeRows, insertRows, statement } from '#lib/server/db/statement.ts';
import { lockAccount, openAccount } from '#lib/server/ledger/queries.ts';
import { transact } from '#lib/server/db/transact.ts';
import { onBothDatabases } from './databases.ts';

onBothDatabases((open) => {
	test('statements: a compiled query takes new values, bulk rows arrive whole and in order', async () => {
		const db = await open();
		const members = Array.from({ length: 135 }, (_, at) => ({
			id: `m${at}`,
			number: `n${at}`,
			status: 'active' as const,
			joined_on: '2025-01-01',
			joined_at: '2025-01-01T00:00:00.000Z',
			merged_into: null
		}));
		await transact(db, async (trx) => {
			await insertRows(trx, 'member', members);
			for (const { id } of members) await openAccount(trx, id);
			await changeRows(
				trx,
				'test',
				(
					values
				) => sql`update account set balance = balance + change.column2, active_on = change.column3
					from ${values} as change where account.member_id = change.column1`,
				['text', 'bigint', 'text'],
				members.map(({ id }, at) => [id, at, at === 5 ? null : '2025-02-02'])
			);
		});
		const find = statement((reader, { id }: { id: string }) =>
			reader.selectFrom('account').select(['balance', 'active_on']).where('member_id', '=', id)
		);
		expect(await find(db, { id: 'm7' })).toEqual([{ balance: 7, active_on: '2025-02-02' }]);
		expect(await find(db, { id: 'm5' })).toEqual([{ balance: 5, active_on: null }]);
		expect(await transact(db, (trx) => lockAccount(trx, 'm134'))).toEqual({
			memberId: 'm134',
			status: 'active',
			joinedOn: '2025-01-01',
			account: { balance: 134, debt: 0, lastSequence: 0, activeOn: '2025-02-02' }
		});
		expect(await transact(db, (trx) => lockAccount(trx, 'nobody'))).toBeUndefined();
	});
});
