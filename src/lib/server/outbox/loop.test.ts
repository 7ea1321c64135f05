import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeLog } from '../log.ts';
import { startLoop } from './loop.ts';

const log = makeLog('silent');

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

test('M5: it works every few seconds, also after a failure', async () => {
	let rounds = 0;
	const loop = startLoop(() => Promise.reject(new Error(`round ${++rounds}`)), log);
	await vi.advanceTimersByTimeAsync(9_000);
	expect(rounds).toBe(3);
	await loop.stop();
	await vi.advanceTimersByTimeAsync(9_000);
	expect(rounds).toBe(3);
});

test('M5: a nudge is never lost and never makes two rounds at once', async () => {
	let running = 0;
	let most = 0;
	let rounds = 0;
	const loop = startLoop(async () => {
		rounds++;
		most = Math.max(most, ++running);
		await new Promise((resolve) => setTimeout(resolve, 100));
		running--;
	}, log);
	loop.nudge();
	await vi.advanceTimersByTimeAsync(50);
	loop.nudge();
	loop.nudge();
	await vi.advanceTimersByTimeAsync(500);
	expect([rounds, most]).toEqual([2, 1]);
	await loop.stop();
});

test('T11: stopping tells the round and waits for it, and later nudges do nothing', async () => {
	let ended = false;
	const loop = startLoop(async (goesOn) => {
		while (goesOn()) await new Promise((resolve) => setTimeout(resolve, 100));
		ended = true;
	}, log);
	loop.nudge();
	const stopped = loop.stop();
	expect(ended).toBe(false);
	await vi.advanceTimersByTimeAsync(200);
	await stopped;
	expect(ended).toBe(true);
	loop.nudge();
	expect(vi.getTimerCount()).toBe(0);
});
