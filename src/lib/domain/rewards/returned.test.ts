import { expect, test } from 'vitest';
import { whyReturned } from './returned.ts';

const confirmTo = '2025-04-09T16:00:00.000Z';
const before = '2025-04-09T15:59:59.999Z';

test('E3: a no of the house, its silence, a broken promise and a mistake of the desk are told apart', () => {
	const booked = { atDesk: false, confirmTo };
	expect(whyReturned({ ...booked, returnedAt: before })).toBe('declined');
	expect(whyReturned({ ...booked, returnedAt: confirmTo })).toBe('cut-off');
	expect(whyReturned({ ...booked, confirmedAt: before, returnedAt: confirmTo })).toBe('withdrawn');
	expect(whyReturned({ atDesk: false, returnedAt: before })).toBe('withdrawn');
	expect(whyReturned({ atDesk: true, returnedAt: before })).toBe('undone');
});
