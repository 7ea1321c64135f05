import { expect, test } from 'vitest';
import type { What } from '#lib/domain/reasons.ts';
import { toEntryLine } from './lines.ts';

const lineOf = (what: What) =>
	toEntryLine({
		id: 'e1',
		sequence: 1,
		kind: 'redeem',
		points: -400,
		balance_after: 600,
		effective_on: '2026-03-01',
		stay_id: null,
		arrival: null,
		departure: null,
		nights: null,
		property: null,
		reasons: JSON.stringify({ kind: 'spend', points: 400, what })
	});

test('C7 L5: what was bought has the names that the hotel wrote; older entries have their note', () => {
	const name = { en: 'Dinner', 'zh-CN': '晚餐' };
	expect(lineOf(name).because).toEqual({ code: 'named', facts: {}, name });
	expect(lineOf('dinner').because).toEqual({ code: 'noted', facts: { note: 'dinner' } });
});
