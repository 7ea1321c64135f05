import { expect, test } from 'vitest';
import { Refusal } from '#lib/domain/refusal.ts';
import { fitMapping, Mapping } from './mapping.ts';

const canonical = ['id', 'from', 'to', 'amount', 'kind', 'guests'];

function fit(columns: Record<string, unknown>, header: string[], missing: string[] = []) {
	return fitMapping(Mapping.parse({ columns, missing }), header, canonical, ['id']);
}

test('M2: columns of the canonical name need no mapping, in any order, others are ignored', () => {
	expect(fit({}, ['other', 'kind', 'id'])(['x', 'a', ' 1 '])).toEqual({ id: '1', kind: 'a' });
});

test('M2: a mapping renames, fills in, translates and leaves out what stands for nothing', () => {
	const read = fit(
		{
			id: 'No',
			kind: { kind: 'column', name: 'State', values: { OUT: 'checked_out' } },
			from: { kind: 'constant', value: '2025-01-01' },
			guests: 'Guests'
		},
		['No', 'State', 'Guests'],
		['NULL']
	);
	expect(read(['7', 'OUT', 'NULL'])).toEqual({ id: '7', kind: 'checked_out', from: '2025-01-01' });
	expect(read(['7', 'else', '2'])).toMatchObject({ kind: 'else', guests: '2' });
});

test('M2: dates come from pieces and days, amounts from exact sums and products', () => {
	const date = { kind: 'date', year: 'y', month: 'm', day: 'd' };
	const nights = { kind: 'sum', of: ['we', 'wd'].map((name) => ({ kind: 'column', name })) };
	const read = fit(
		{
			id: 'y',
			from: date,
			to: { kind: 'days-after', date, days: nights },
			amount: { kind: 'product', of: [{ kind: 'column', name: 'rate' }, nights] }
		},
		['y', 'm', 'd', 'we', 'wd', 'rate']
	);
	expect(read(['2016', 'February', '28', '1', '1', '0.1'])).toEqual({
		id: '2016',
		from: '2016-02-28',
		to: '2016-03-01',
		amount: '0.2'
	});
	expect(read(['2016', '2', '28', '0', '0', '-6.38'])).toMatchObject({
		to: '2016-02-28',
		amount: '0'
	});
	expect(read(['2016', 'Smarch', '28', 'x', '1', '1'])).toMatchObject({
		from: '2016-Smarch-28',
		amount: 'x'
	});
	expect(read(['2016', '2', '28', '1', '2', '-6.38'])).toMatchObject({ amount: '-19.14' });
});

test('M2: a file that lacks a column, has one twice, or a mapping of no column is refused', () => {
	expect(() => fit({}, ['kind'])).toThrow(Refusal);
	expect(() => fit({ kind: 'Gone' }, ['id'])).toThrow(Refusal);
	expect(() => fit({}, ['id', 'kind', 'kind'])).toThrow(Refusal);
	expect(() => fit({ nothing: 'id' }, ['id'])).toThrow(Refusal);
});
