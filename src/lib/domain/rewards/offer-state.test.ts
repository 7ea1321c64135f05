import { expect, test } from 'vitest';
import { offerState } from './offer-state.ts';

test.each([
	['offered', {}, 'offered'],
	['offered', { offeredFrom: '2025-03-01' }, 'offered'],
	['offered', { offeredFrom: '2025-03-02' }, 'scheduled'],
	['offered', { offeredTo: '2025-03-01' }, 'offered'],
	['offered', { offeredTo: '2025-02-28' }, 'over'],
	['paused', { offeredTo: '2025-02-28' }, 'paused'],
	['draft', { offeredFrom: '2025-03-02' }, 'draft'],
	['archived', {}, 'archived']
] as const)('J6: %s with %o is %s on 1 March', (status, dates, state) => {
	expect(offerState(status, dates, '2025-03-01')).toBe(state);
});
