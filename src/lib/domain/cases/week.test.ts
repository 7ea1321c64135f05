import { expect, test } from 'vitest';
import { alwaysOpen, type Shift, type WorkingHours } from './due.ts';
import { faultOfWeek, isAlways, sayShift } from './week.ts';

const office = { from: '09:00', to: '17:00' };
const on = (day: number, shift: Shift): WorkingHours =>
	Array.from({ length: 7 }, (_, at) => (at === day ? shift : at < 5 ? office : undefined));

test.each([
	[on(6, { from: '00:00', to: '24:00' }), undefined],
	[on(2, { from: '08:15', to: '08:16' }), undefined],
	[alwaysOpen, undefined],
	[on(3, { from: '17:00', to: '09:00' }), { kind: 'order', day: 3 }],
	[on(0, { from: '09:00', to: '09:00' }), { kind: 'order', day: 0 }],
	[on(1, { from: '24:00', to: '24:00' }), { kind: 'time', day: 1, end: 'from' }],
	[on(5, { from: '9:00', to: '17:00' }), { kind: 'time', day: 5, end: 'from' }],
	[on(5, { from: '09:00', to: '24:30' }), { kind: 'time', day: 5, end: 'to' }],
	[Array.from({ length: 7 }, () => undefined), { kind: 'never' }]
] as const)('H6: of the hours %o there is to say %o', (week, fault) => {
	expect(faultOfWeek(week)).toEqual(fault);
});

test('H6: always is every hour of every day, and no other week', () => {
	expect(isAlways(alwaysOpen)).toBe(true);
	expect(isAlways(on(6, { from: '00:00', to: '24:00' }))).toBe(false);
	expect([sayShift(office), sayShift(undefined)]).toEqual(['09:00–17:00', '']);
});
