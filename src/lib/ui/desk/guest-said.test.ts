import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import type { DeskCase, DeskMood } from '#lib/domain/views/desk.ts';
import Mood from './Mood.svelte';
import OpenCases from './OpenCases.svelte';

const textOf = (body: string) =>
	body
		.replaceAll(/<!--.*?-->|<[^>]+>/g, ' ')
		.replaceAll(/\s+/g, ' ')
		.trim();
const bodyOf = (list: readonly DeskCase[], mayOpen = false) =>
	render(OpenCases, { props: { cases: list, mayOpen } }).body;
const cases = (list: readonly DeskCase[]) => textOf(bodyOf(list));
const mood = (of: Omit<DeskMood, 'on'>) =>
	textOf(render(Mood, { props: { mood: { ...of, on: '2025-04-01' } } }).body);

test('K1: without an open case there is nothing to see', () => {
	expect(cases([])).toBe('');
});

test('K1: an open case says what it is, about what, since when and until when', () => {
	const about = 'No hot water';
	const open = { id: 'one', kind: 'complaint', about, since: '2025-04-01' } as const;
	const answerBy = { on: '2025-04-02', at: '10:30' };
	expect(cases([{ ...open, answerBy }])).toMatch(/Complaint · No hot water.*2025.*10:30/);
	expect(cases([open])).toMatch(/Complaint · No hot water.*Answered/);
	expect(cases([{ ...open, about: '' }])).not.toContain('·  ');
});

test('K1: only who works on cases gets a link to one', () => {
	const open = { id: 'one', kind: 'praise', about: '', since: '2025-04-01' } as const;
	expect(bodyOf([open])).not.toContain('href');
	expect(bodyOf([open], true)).toContain('href="/admin/cases/one"');
});

test('K1: a survey that went badly is marked, and what to do is said', () => {
	expect(mood({ index: 9.04, recommend: 9, low: false })).toMatch(
		/^Last survey 9 of 10.*9 of 10\.$/
	);
	expect(mood({ index: 4, recommend: 2, low: true })).toMatch(
		/^Was not happy last time 4 of 10.*Ask/
	);
});
