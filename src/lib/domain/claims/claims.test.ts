import { expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { answerBy, overdueBefore } from './answer-by.ts';
import { decideNewClaim, open_claims_max } from './decide-new-claim.ts';
import { rankStays, type SaidOfStay, type StayThere } from './rank-stays.ts';
import { claimAfter, claimBefore, claimMoves, claimStatuses } from './states.ts';

const today = '2026-11-23';
const nothing = { hasStay: false, hasClaim: false, openClaims: 0 };

function noOf(claim: { arrival: string; departure: string }, known = nothing): string {
	try {
		decideNewClaim(today, claim, { claimMonths: 3 }, known);
		return 'taken';
	} catch (thrown) {
		if (thrown instanceof Refusal) return thrown.code;
		throw thrown;
	}
}

test.each([
	['2026-11-20', '2026-11-23', 'taken'],
	['2026-11-23', '2026-11-23', 'taken'],
	['2026-11-20', '2026-11-24', 'claim-not-departed'],
	['2026-11-20', '2026-11-19', 'invalid'],
	['2025-11-20', '2026-11-21', 'invalid'],
	['2026-08-20', '2026-08-23', 'taken'],
	['2026-08-20', '2026-08-22', 'claim-too-late']
])(
	'G2: a stay from %s to %s is %s on 23 November with three months to claim',
	(arrival, departure, no) => {
		expect(noOf({ arrival, departure })).toBe(no);
	}
);

test('G2: what is known already, and one more than may wait, is not taken', () => {
	const claim = { arrival: '2026-11-18', departure: '2026-11-20' };
	expect(noOf(claim, { ...nothing, hasStay: true })).toBe('claim-known');
	expect(noOf(claim, { ...nothing, hasClaim: true })).toBe('claim-known');
	expect(noOf(claim, { ...nothing, openClaims: open_claims_max - 1 })).toBe('taken');
	expect(noOf(claim, { ...nothing, openClaims: open_claims_max })).toBe('claims-open-most');
});

test('G2: an answer is due on the seventh day, and overdue on the eighth', () => {
	expect(answerBy('2026-11-16')).toBe(today);
	expect('2026-11-16' < overdueBefore(today)).toBe(false);
	expect('2026-11-15' < overdueBefore(today)).toBe(true);
});

test('G2: a claim is decided once: every move begins at one that waits and ends for good', () => {
	for (const { move } of claimMoves) {
		if (move === 'send') continue;
		expect(claimBefore(move)).toBe('sent');
		expect(claimAfter(move)).not.toBe('sent');
	}
	expect(new Set(claimMoves.map(({ to }) => to))).toEqual(new Set(claimStatuses));
});

const said: SaidOfStay = {
	arrival: '2026-11-18',
	departure: '2026-11-20',
	reference: 'Booking no. LIS-88120',
	nameKey: 'mayalindqvist',
	emailKey: 'maya@guest.example'
};
const there = (id: string, changes: Partial<StayThere>): StayThere => ({
	id,
	owner: 'nobody',
	arrival: '2026-11-17',
	departure: '2026-11-20',
	reference: 'X1',
	...changes
});

test('G2: stays of nobody come first, the likeliest of them on top, and each says what agrees', () => {
	const ranked = rankStays(said, [
		there('other', { owner: 'other', reference: 'LIS 88120' }),
		there('own', { owner: 'guest' }),
		there('plain', {}),
		there('named', { nameKey: 'lindqvist', emailKey: 'maya@guest.example' }),
		there('same', { reference: 'lis88120', arrival: '2026-11-18' })
	]);
	expect(ranked.map(({ stay, like }) => [stay.id, ...like])).toEqual([
		['same', 'reference', 'dates'],
		['named', 'name', 'address'],
		['plain'],
		['own'],
		['other', 'reference']
	]);
});

test.each([
	['88120', 'LIS-88120', true],
	['12', '12', true],
	['12', 'LIS-12', false],
	['', '', false],
	['LIS-88121', 'LIS-88120', false]
])('G2: the number “%s” is that of “%s”: %s', (reference, kept, isSame) => {
	const [one] = rankStays({ ...said, reference }, [there('one', { reference: kept })]);
	expect(one?.like.includes('reference')).toBe(isSame);
});

test('G2: a family name stands first or last; a part from the middle is no likeness', () => {
	const like = (nameKey: string) => rankStays(said, [there('one', { nameKey })])[0]?.like;
	expect(like('maya')).toEqual(['name']);
	expect(like('lind')).toEqual([]);
});
