import { describe, expect, test } from 'vitest';
import { postStay } from '../stays/post-stay.ts';
import { Book, countingIds, noRates, programmeLike, stayOf } from '../testing/make.ts';
import type { Entry } from './account.ts';
import { checkMember, type MemberRows } from './invariants.ts';
import { spend } from './spend.ts';

const meridian = programmeLike('meridian');

function rowsOf(): MemberRows {
	const book = new Book(meridian);
	const newId = countingIds();
	for (const [at, arrival] of ['2026-01-01', '2026-03-01', '2026-05-01'].entries()) {
		const stay = stayOf({ id: `stay-${at}`, arrival, nights: 10, roomMinor: 10_000 });
		book.write(postStay(book.history, stay, meridian, noRates, '2026-12-31', newId));
	}
	const reasons = { kind: 'spend', points: 1500, what: 'test' } as const;
	const spending = { kind: 'redeem', points: 1500, effectiveOn: '2026-06-01', reasons } as const;
	book.write(spend(book.history, spending, meridian, newId));
	return book.rows();
}

function withEntry(rows: MemberRows, at: number, change: Partial<Entry>): MemberRows {
	return {
		...rows,
		entries: rows.entries.map((entry, i) => (i === at ? { ...entry, ...change } : entry))
	};
}

const faults: [string, (rows: MemberRows) => MemberRows, string][] = [
	[
		'a balance that is not its entries',
		(rows) => ({ ...rows, account: { ...rows.account, balance: 1 } }),
		'balance'
	],
	['an entry that is gone', (rows) => ({ ...rows, entries: rows.entries.slice(1) }), 'sequence'],
	[
		'an entry written twice',
		(rows) => ({ ...rows, entries: [...rows.entries, ...rows.entries.slice(-1)] }),
		'sequence'
	],
	[
		'a last number that is none',
		(rows) => ({ ...rows, account: { ...rows.account, lastSequence: 9 } }),
		'sequence'
	],
	['a broken chain', (rows) => withEntry(rows, 1, { balanceAfter: 5 }), 'balance-after'],
	['points that no lot got', (rows) => withEntry(rows, 1, { points: 5 }), 'entry-moves'],
	['points not by their reasons', (rows) => withEntry(rows, 1, { points: 5 }), 'reasons'],
	[
		'a debt that no entry made',
		(rows) => ({ ...rows, account: { ...rows.account, debt: 5 } }),
		'debt'
	],
	[
		'debt beside open lots',
		(rows) => withEntry({ ...rows, account: { ...rows.account, debt: 5 } }, 0, { debtChange: 5 }),
		'debt'
	],
	[
		'a lot that holds more than its moves',
		(rows) => ({ ...rows, lots: rows.lots.map((lot) => ({ ...lot, left: lot.left + 1 })) }),
		'lot-left'
	],
	[
		'a lot below zero',
		(rows) => ({ ...rows, lots: rows.lots.map((lot) => ({ ...lot, left: -1 })) }),
		'lot-left'
	],
	[
		'a lot granted more than it got',
		(rows) => ({ ...rows, lots: rows.lots.map((lot) => ({ ...lot, granted: 99_999 })) }),
		'lot-left'
	],
	['a move that is gone', (rows) => ({ ...rows, moves: rows.moves.slice(0, -1) }), 'entry-moves'],
	[
		'an entry reversed twice',
		(rows) => withEntry(withEntry(rows, 1, { reverses: 'x' }), 2, { reverses: 'x' }),
		'reversed-twice'
	],
	[
		'an activity that was none',
		(rows) => ({ ...rows, account: { ...rows.account, activeOn: '2026-12-31' } }),
		'active-on'
	],
	['a tier that no credits earn', (rows) => ({ ...rows, credits: rows.credits.slice(3) }), 'tier'],
	['a tier that was not granted', (rows) => ({ ...rows, grants: rows.grants.slice(1) }), 'tier']
];

describe('C2: what ledger verify finds', () => {
	test('C2: nothing in sound rows', () => {
		expect(checkMember(rowsOf(), meridian)).toEqual([]);
	});

	test.each(faults)('C2: %s', (_, spoil, invariant) => {
		const found = checkMember(spoil(rowsOf()), meridian).map((broken) => broken.invariant);
		expect(found).toContain(invariant);
	});
});
