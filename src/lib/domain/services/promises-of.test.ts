import { expect, test } from 'vitest';
import type { Tier, Version } from '../programme/programme.ts';
import { addedBy, housesThatDiffer, promisesOf } from './promises-of.ts';

const tier = (id: string, bonus: string, benefits: string[]): Tier => ({
	id,
	name: { en: id },
	tone: 'plain',
	bonus,
	ways: [],
	benefits: benefits.map((name) => ({ id: name, name: { en: name } }))
});
const silver = tier('silver', '0.1', ['price']);
const gold = tier('gold', '0.25', ['price', 'lounge']);
const version = {
	services: [
		{ id: 'net', name: { en: 'Internet' }, byTier: { silver: 'offered', gold: 'offered' } },
		{
			id: 'late',
			name: { en: 'Late check-out' },
			byTier: { silver: 'on-request', gold: 'offered' },
			byProperty: { SEA: { silver: 'offered' }, CITY: { silver: 'on-request' } }
		},
		{ id: 'car', name: { en: 'Transfer' }, byTier: { gold: 'on-request' } }
	]
} as unknown as Version;

test('B4: a tier is promised its benefits, bonus and services, at a house as that house does it', () => {
	expect(promisesOf(silver, version)).toMatchObject({
		bonus: 0.1,
		benefits: [{ id: 'price' }],
		services: [
			{ id: 'net', kind: 'offered' },
			{ id: 'late', kind: 'on-request' }
		]
	});
	expect(promisesOf(silver, version, 'SEA').services.map(({ kind }) => kind)).toEqual([
		'offered',
		'offered'
	]);
});

test('B4: the next tier adds what is new and what no longer has to be asked for, and nothing twice', () => {
	const added = (house?: string) =>
		addedBy(promisesOf(gold, version, house), promisesOf(silver, version, house));
	expect(added()).toMatchObject({
		bonus: 0.25,
		benefits: [{ id: 'lounge' }],
		services: [
			{ id: 'late', kind: 'offered' },
			{ id: 'car', kind: 'on-request' }
		]
	});
	expect(added('SEA').services.map(({ id }) => id)).toEqual(['car']);
	const same = promisesOf(silver, version);
	expect(addedBy(same, same)).toMatchObject({ bonus: undefined, benefits: [], services: [] });
});

test('B4: only houses where these tiers get something else can be looked at', () => {
	expect(housesThatDiffer(version, ['silver'])).toEqual(['SEA']);
	expect(housesThatDiffer(version, ['gold'])).toEqual([]);
});
