import { expect, test } from 'vitest';
import { add, fraction, over, zero } from '../fraction.ts';
import { scoreResponse, toMicro } from './score.ts';
import { surveySchema } from './schema.ts';

const item = (id: string, weight: string) => ({ id, kind: 'steps5', label: { en: id }, weight });
const survey = surveySchema.parse({
	id: 'worked',
	name: { en: 'Worked' },
	dimensions: [
		{
			...{ id: 'a', name: { en: 'A' }, weight: '0.6' },
			items: [item('a1', '0.5'), item('a2', '0.3'), item('a3', '0.2')]
		},
		{
			...{ id: 'b', name: { en: 'B' }, weight: '0.4' },
			items: [item('b1', '0.7'), item('b2', '0.3')]
		}
	],
	closing: []
});

/**
 * Twenty-five guests: their steps ("-" was not asked, "none" could not say) and the index of each, reckoned
 * apart from this code: of the dimension A 0.5·a1 + 0.3·a2 + 0.2·a3 over the weights that were answered, twice
 * the step each; the same of B; then 0.6·A + 0.4·B over those that are there.
 */
const table = `
  a1   a2   a3   b1   b2  index
   2    1    -    3    4  4.590000
   1    1    4    5    2  5.200000
   4    4    1    1    2  5.120000
   2    4    5    1    5  5.600000
none    -    4    -    5  8.800000
   5    4    3    5 none  9.160000
   1    4    3    3    1  4.680000
   -    -    -    -    3  6.000000
   5    3    3    4    1  7.280000
   3    5    -    3    5  7.380000
   3    5    4    4    -  7.760000
   -    2    4    5    2  6.640000
   4    2    5    -    -  7.200000
   4    2    - none    1  4.700000
   4 none    2    3    3  6.514286
   5    4    5    -    5  9.640000
   5    4    4    -    1  6.200000
none    4 none    1    -  5.600000
none none none none none  -
none    3    4 none    4  7.280000
   3    -    -    3    5  6.480000
none    -    4    5    1  7.840000
   3    5    -    4    2  7.220000
   2    5    5    5    5  8.200000
   5    4    2 none    5  8.920000
`;
const ids = ['a1', 'a2', 'a3', 'b1', 'b2'];
const rows = table
	.trim()
	.split('\n')
	.slice(1)
	.map((line) => line.trim().split(/ +/));

test('H4: the index of twenty-five guests, with answers that were hidden or left out, is as reckoned by hand', () => {
	expect(rows).toHaveLength(25);
	let sum = zero;
	let counted = 0;
	for (const row of rows) {
		const said = ids.flatMap((id, at) => (row[at] === '-' ? [] : [[id, row[at]!]]));
		const { index } = scoreResponse(survey, Object.fromEntries(said) as Record<string, string>);
		expect(index ? (toMicro(index) / 1e6).toFixed(6) : '-', row.join(' ')).toBe(row[5]);
		if (!index) continue;
		sum = add(sum, index);
		counted++;
	}
	expect(counted).toBe(24);
	expect((toMicro(over(sum, fraction(counted))) / 1e6).toFixed(6)).toBe('6.833512');
});
