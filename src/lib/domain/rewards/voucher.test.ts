import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Reward } from './reward.ts';
import {
	cancellableTo,
	decideCancel,
	decideTake,
	statusOn,
	takeBackTo,
	type Brought
} from './voucher.ts';

const reward: Reward = {
	kind: 'dining-credit',
	name: { en: 'Dinner' },
	description: { en: 'For two.' },
	points: 1_000,
	validDays: 2,
	amount: { minor: 5_000, currency: 'EUR' }
};
const brought: Brought = {
	status: 'issued',
	redeemedAt: '2026-03-01T09:00:00.000Z',
	redeemedOn: '2026-03-01',
	validFrom: '2026-03-01',
	validTo: '2026-03-03',
	amount: reward.amount,
	leftMinor: 5_000
};
const here = { id: 'p1', code: 'P1', timeZone: 'UTC' };

test('E3: it can be taken back through its last day, never beyond the voucher’s, never when it has ended', () => {
	const within = (cancelWithinDays: number | undefined) => ({ ...reward, cancelWithinDays });
	expect(cancellableTo(brought, within(1), '2026-03-02')).toBe('2026-03-02');
	expect(cancellableTo(brought, within(1), '2026-03-03')).toBeUndefined();
	expect(cancellableTo(brought, within(9), '2026-03-03')).toBe('2026-03-03');
	expect(() => decideCancel(brought, within(undefined), '2026-03-01')).toThrow('cancel-too-late');
	expect(() => decideCancel(brought, within(9), '2026-03-04')).toThrow('voucher-expired');
	expect(() => decideCancel({ ...brought, status: 'used' }, within(9), '2026-03-01')).toThrow(
		'voucher-used'
	);
	expect(statusOn(brought, '2026-03-04')).toBe('expired');
});

test('E3: what waits for the hotel can be taken back like what it confirmed; what was used in part cannot', () => {
	const rule = { ...reward, cancelWithinDays: 1 };
	const waits = { ...brought, status: 'reserved' } as const;
	expect(cancellableTo(waits, rule, '2026-03-02')).toBe('2026-03-02');
	expect(() => decideCancel(waits, rule, '2026-03-03')).toThrow('cancel-too-late');
	const begun = { ...brought, leftMinor: 4_999 };
	expect(cancellableTo(begun, rule, '2026-03-01')).toBeUndefined();
	expect(() => decideCancel(begun, rule, '2026-03-01')).toThrow('voucher-used');
});

test('E4: the desk takes it at its houses, on its days, not on a blackout day, once', () => {
	const limited = {
		...reward,
		properties: ['P1'],
		blackouts: [{ from: '2026-03-02', to: '2026-03-02' }]
	};
	const take = (changes: Partial<Brought>, code: string, day: string) => () =>
		decideTake({ ...brought, ...changes }, limited, { ...here, code }, `${day}T12:00:00.000Z`);
	expect(take({}, 'P1', '2026-03-01')).not.toThrow();
	expect(take({}, 'P1', '2026-03-03')).not.toThrow();
	expect(take({}, 'P2', '2026-03-01')).toThrow('voucher-not-here');
	expect(take({}, 'P1', '2026-03-02')).toThrow('voucher-not-today');
	expect(take({}, 'P1', '2026-02-28')).toThrow('voucher-not-yet');
	expect(take({}, 'P1', '2026-03-04')).toThrow('voucher-expired');
	expect(take({ status: 'used' }, 'P1', '2026-03-04')).toThrow('voucher-used');
	expect(take({ status: 'cancelled' }, 'P1', '2026-03-01')).toThrow('voucher-cancelled');
	expect(take({ status: 'returned' }, 'P1', '2026-03-01')).toThrow('voucher-cancelled');
	expect(take({ status: 'reserved' }, 'P1', '2026-03-01')).toThrow('voucher-unconfirmed');
});

test('E4: what is booked for a house and a day is taken there and then', () => {
	const booked = { ...brought, bookedAt: 'p1', useOn: '2026-03-03', validFrom: '2026-03-03' };
	const take = (house: typeof here, day: string) => () =>
		decideTake(booked, reward, house, `${day}T12:00:00.000Z`);
	expect(take(here, '2026-03-03')).not.toThrow();
	expect(take(here, '2026-03-02')).toThrow('voucher-not-yet');
	expect(take(here, '2026-03-04')).toThrow('voucher-expired');
	expect(take({ ...here, id: 'p2' }, '2026-03-03')).toThrow('voucher-not-here');
});

test('E4: days are those of the house where it is brought, and it works there as soon as it is redeemed', () => {
	const at = (timeZone: string, now: string) => () =>
		decideTake(brought, reward, { ...here, timeZone }, now);
	// It is still 28 February in Honolulu when it is redeemed; its 3 March ends ten hours after UTC's.
	expect(at('Pacific/Honolulu', '2026-03-01T09:05:00.000Z')).not.toThrow();
	expect(at('Pacific/Honolulu', '2026-03-04T09:59:59.999Z')).not.toThrow();
	expect(at('Pacific/Honolulu', '2026-03-04T10:00:00.000Z')).toThrow('voucher-expired');
	expect(at('Asia/Shanghai', '2026-03-03T15:59:59.999Z')).not.toThrow();
	expect(at('Asia/Shanghai', '2026-03-03T16:00:00.000Z')).toThrow('voucher-expired');
});

test('K2: a credit is taken in parts where its reward says so, never above what is left', () => {
	const now = '2026-03-02T12:00:00.000Z';
	const parts = { ...reward, inParts: true };
	const take = (of: Reward, leftMinor: number, amountMinor?: number) => () =>
		decideTake({ ...brought, leftMinor }, of, here, now, amountMinor);
	expect(take(parts, 5_000, 1_999)()).toEqual({
		...{ amountMinor: 1_999, leftMinor: 3_001, isLast: false }
	});
	expect(take(parts, 3_001, 3_001)()).toEqual({ amountMinor: 3_001, leftMinor: 0, isLast: true });
	expect(take(parts, 3_001, 3_002)).toThrow('above-what-is-left');
	for (const wrong of [undefined, 0, -1, 0.5, Number.NaN, Infinity])
		expect(take(parts, 3_001, wrong)).toThrow('invalid');
	expect(take(reward, 5_000, 1)).toThrow('voucher-not-in-parts');
	expect(take(reward, 5_000)()).toEqual({ leftMinor: 0, isLast: true });
});

test('K2: whatever parts are asked for, those that are given are never more than it is worth', () => {
	const parts = { ...reward, inParts: true };
	fc.assert(
		fc.property(fc.array(fc.integer({ min: -10, max: 6_000 })), (asked) => {
			let leftMinor = 5_000;
			let given = 0;
			for (const amountMinor of asked) {
				if (leftMinor === 0) break;
				try {
					const now = '2026-03-02T12:00:00.000Z';
					const taking = decideTake({ ...brought, leftMinor }, parts, here, now, amountMinor);
					given += amountMinor;
					expect(taking.isLast).toBe(given === 5_000);
					leftMinor = taking.leftMinor ?? -1;
				} catch {
					expect(amountMinor <= 0 || amountMinor > leftMinor).toBe(true);
				}
			}
			expect(given + leftMinor).toBe(5_000);
		})
	);
});

test('K2: a take can be taken back for two minutes', () => {
	expect(takeBackTo('2026-03-29T00:59:30.000Z')).toBe('2026-03-29T01:01:30.000Z');
});
