import { expect, test } from 'vitest';
import type { PreferencesView } from '#lib/domain/views/preferences.ts';
import type { KeptPage } from '../offline/store.ts';
import { actionOf, pageOf } from './fields.ts';
import { withSends, withWaiting } from './with-waiting.ts';
import type { Waiting } from './waiting.ts';

const at = '2026-03-01T12:00:00.000Z';

function said(kind: string, action: string, fields: Waiting['fields']): Waiting {
	return { id: '1', memberId: 'anna', kind, action, fields, at };
}

function page(path: string, route: string, view: unknown): KeptPage {
	return { memberId: 'anna', path, route: `/(member)${route}`, view, at };
}

const option = (id: string) => ({ id, label: { en: id } });
const item = (id: string, kind: string, more: object = {}) => ({
	...{ id, kind, label: { en: id }, options: [], health: false },
	...more
});
const bed = item('bed', 'one', { options: [option('double'), option('twin')], value: 'double' });
const tea = item('tea', 'several', { options: [option('green'), option('black')] });
const warmth = item('warmth', 'number', { unit: { en: '°C' }, value: 21 });
const group = { id: 'room', label: { en: 'Room' }, items: [bed, tea, warmth] };
const preferences = page('/preferences', '/preferences', { groups: [group] });

const wish = (...fields: [string, string][]) =>
	said('preferences', '/preferences', [
		['shown', '{"bed":"double","warmth":21}'],
		...fields.flatMap(([id, value]): [string, string][] => [
			['item', id],
			[id, value]
		])
	]);

function valuesOf(view: unknown) {
	const { groups } = view as PreferencesView;
	return groups[0]?.items.map(({ value, words }) => [value, words]);
}

test('L2: a kept page of wishes shows what was said since', () => {
	const view = withWaiting(preferences, [wish(['bed', 'twin'], ['tea', 'black'], ['warmth', ''])]);
	expect(valuesOf(view)).toEqual([
		['twin', { kind: 'texts', texts: [{ en: 'twin' }] }],
		[['black'], { kind: 'texts', texts: [{ en: 'black' }] }],
		[undefined, undefined]
	]);
});

test('L2: what the form showed and was left alone changes nothing', () => {
	const view = withWaiting(preferences, [wish(['bed', 'double'], ['warmth', '21'])]);
	expect(valuesOf(view)?.map(([value]) => value)).toEqual(['double', undefined, 21]);
});

test('L2: wishes of one hotel are not shown at another, nor those of somebody else', () => {
	const other = page('/preferences?property=CITY', '/preferences', preferences.view);
	expect(withWaiting(other, [wish(['bed', 'twin'])])).toBe(other.view);
	const somebodys = { ...wish(['bed', 'twin']), memberId: 'ben' };
	expect(withSends(preferences, [somebodys])).toBe(preferences.view);
	expect(withSends(preferences, [{ ...wish(['bed', 'twin']), refused: { status: 400 } }])).toBe(
		preferences.view
	);
});

const survey = page('/surveys/7?step=2', '/surveys/[id]', {
	state: 'open',
	stay: { property: { en: 'City' }, arrival: '2026-02-01', departure: '2026-02-02' },
	steps: [{ answered: true }, { answered: false }],
	at: 1,
	questions: [{ id: 'q1', kind: 'steps5', label: { en: 'Bed' } }],
	begun: false
});

test('H3: a kept part of a survey shows the answer that was given to it', () => {
	const answer = said('survey', '/surveys/7?/answer&step=2', [['q1', '4']]);
	expect(withWaiting(survey, [answer])).toMatchObject({
		begun: true,
		questions: [{ id: 'q1', value: '4' }],
		steps: [{ answered: true }, { answered: true }]
	});
	const elsewhere = said('survey', '/surveys/8?/answer&step=2', [['q1', '4']]);
	expect(withWaiting(survey, [elsewhere])).toBe(survey.view);
});

test('H3: a survey that was sent says thanks', () => {
	const sent = said('survey', '/surveys/7?/submit&step=2', [['q1', '4']]);
	expect(withWaiting(survey, [sent])).toMatchObject({ state: 'thanks' });
});

test('L2: the kept profile shows the name, the language and the consent that were said', () => {
	const me = page('/me', '/me', {
		name: 'Anna Berg',
		locale: 'en',
		consents: [{ purpose: 'marketing', version: '2026-01' }]
	});
	const waiting = [
		said('name', '/me?/name', [
			['givenName', 'Ana'],
			['familyName', 'Berg']
		]),
		said('language', '/me?/locale', [['locale', 'zh-CN']]),
		said('consent', '/me?/consent', [
			['purpose', 'marketing'],
			['version', '2026-01'],
			['answer', 'yes']
		])
	];
	expect(withWaiting(me, waiting)).toMatchObject({
		givenName: 'Ana',
		locale: 'zh-CN',
		consents: [{ decision: { given: true, on: '2026-03-01', version: '2026-01' } }]
	});
});

test('L2: a form knows the page it was on, and its action', () => {
	expect(pageOf({ action: '/surveys/7?/answer&step=2' })).toBe('/surveys/7?step=2');
	expect(pageOf({ action: '/preferences?property=CITY' })).toBe('/preferences?property=CITY');
	expect(pageOf({ action: '/me?/name' })).toBe('/me');
	expect(actionOf({ action: '/surveys/7?/answer&step=2' })).toBe('answer');
	expect(actionOf({ action: '/me?%2Fname' })).toBe('name');
	expect(actionOf({ action: '/preferences?property=CITY' })).toBeUndefined();
});
