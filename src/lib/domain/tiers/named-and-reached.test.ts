import { expect, test } from 'vitest';
import { checkMember } from '../ledger/invariants.ts';
import { postStay } from '../stays/post-stay.ts';
import { Book, countingIds, programmeLike, stayOf } from '../testing/make.ts';
import { nameTier } from './give-tier.ts';
import { heldTier } from './held-tier.ts';

test('D3: who is named to a tier for life still reaches what credits earn, and the ledger agrees', () => {
	const pearl = programmeLike('pearl');
	const book = new Book(pearl);
	const newId = countingIds();
	book.write(nameTier(book.history, 'vip', '2026-01-05', pearl, newId, 'a friend of the house'));
	const stay = stayOf({ arrival: '2026-02-01', nights: 10, roomMinor: 3_000_000, currency: 'CNY' });
	const here = { ...stay, brand: pearl[0].document.brands[0] ?? '' };
	book.write(postStay(book.history, here, pearl, () => undefined, '2026-03-01', newId));
	expect(heldTier(book.history.grants, pearl, '2026-03-01').tier.id).toBe('vip');
	expect(book.history.grants.map(({ tier }) => tier)).toEqual(['vip', 'member']);
	expect(checkMember(book.rows(), pearl)).toEqual([]);
});
