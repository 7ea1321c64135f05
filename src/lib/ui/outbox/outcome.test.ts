import { describe, expect, test } from 'vitest';
import { leftOf, readAnswer, stops } from './outcome.ts';
import { ageOf, backOff_ms, toSend, type Waiting } from './waiting.ts';

const at = '2026-03-01T12:00:00.000Z';
const one: Waiting = {
	id: '1',
	memberId: 'anna',
	kind: 'preferences',
	action: '/preferences',
	fields: [],
	at
};

const failure = (status: number, code: string) =>
	({ type: 'failure', status, data: { problems: {}, refusal: { code, facts: {} } } }) as const;

describe('T13: what an answer means for what was sent', () => {
	const cases = [
		['it was taken', 200, { type: 'success', status: 200 }, 'done'],
		['it was taken and leads on', 200, { type: 'redirect', status: 303, location: '/x' }, 'done'],
		[
			'to sign in',
			200,
			{ type: 'redirect', status: 303, location: '/sign-in?next=a' },
			'signed-out'
		],
		['the house says no', 200, failure(410, 'survey-over'), 'refused'],
		['the first one still runs', 200, failure(409, 'still-running'), 'later'],
		['too many tries', 200, failure(429, 'too-many-tries'), 'later'],
		['a defect', 500, { type: 'error', error: {} }, 'later'],
		['there is no such page', 404, { type: 'error', error: {} }, 'refused'],
		['the session has ended', 401, undefined, 'signed-out'],
		['it is somebody else’s session', 409, undefined, 'other-member'],
		['the proxy is alone', 502, undefined, 'later'],
		['it is too large', 413, undefined, 'refused'],
		['the page of a hotel’s Wi-Fi', 200, undefined, 'nobody']
	] as const;
	for (const [name, status, result, kind] of cases)
		test(name, () => expect(readAnswer(status, result).kind).toBe(kind));
});

test('T13: what was taken goes; what was not stays as it was said', () => {
	const done = readAnswer(200, { type: 'success', status: 200 });
	expect(leftOf(one, done, false)).toBeUndefined();
	for (const kind of ['nobody', 'signed-out', 'other-member'] as const)
		expect(leftOf(one, { kind }, false)).toBe(one);
	expect(leftOf(one, { kind: 'later' }, false)).toEqual({ ...one, tries: 1 });
});

test('L2: what was refused stays with the reason, unless the form says it itself', () => {
	const no = readAnswer(200, failure(410, 'survey-over'));
	expect(leftOf(one, no, false)).toMatchObject({
		refused: { status: 410, refusal: { code: 'survey-over' } }
	});
	expect(leftOf(one, no, true)).toBeUndefined();
});

test('F2: what another device said later is told, not dropped', () => {
	const newer = [{ item: 'bed', label: { en: 'Bed' }, at }];
	const data = { saved: { items: [], newer } };
	const done = readAnswer(200, { type: 'success', status: 200, data });
	expect(leftOf(one, done, false)).toEqual({ ...one, newer });
});

test('T13: nothing more is tried where the next would be answered the same', () => {
	expect(stops({ kind: 'nobody' })).toBe(true);
	expect(stops({ kind: 'other-member' })).toBe(true);
	expect(stops({ kind: 'signed-out' })).toBe(true);
	expect(stops({ kind: 'later' })).toBe(false);
});

test('T13: the member’s own is sent, the first said first, without what was refused', () => {
	const first = { ...one, id: '2', at: '2026-03-01T11:00:00.000Z' };
	const others = { ...one, id: '3', memberId: 'ben' };
	const refused = { ...one, id: '4', refused: { status: 410 } };
	const older = { ...one, id: '5', newer: [] };
	const all = [one, others, refused, older, first];
	expect(toSend(all, 'anna').map(({ id }) => id)).toEqual(['2', '1']);
});

test('L2: its age grows by the phone, and never is below nothing', () => {
	expect(ageOf(one, '2026-03-01T12:01:00.000Z')).toBe(60_000);
	expect(ageOf(one, '2026-03-01T11:00:00.000Z')).toBe(0);
});

test('L2: where nobody answers it is tried more and more seldom, at least every ten minutes', () => {
	expect([0, 1, 2, 3].map(backOff_ms)).toEqual([5_000, 10_000, 20_000, 40_000]);
	expect(backOff_ms(50)).toBe(600_000);
});
