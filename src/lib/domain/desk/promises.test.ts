import { expect, test } from 'vitest';
import type { Tier, Version } from '../programme/programme.ts';
import { promisesTo } from './promises.ts';

const gold: Tier = {
	id: 'gold',
	name: { en: 'Gold' },
	tone: 'gold',
	bonus: '0.25',
	ways: [],
	benefits: [{ id: 'price', name: { en: 'Member price' } }]
};
const services: Version['services'] = [
	{ id: 'care', name: { en: 'Child care' }, byTier: { gold: 'on-request' } },
	{ id: 'net', name: { en: 'Internet' }, byTier: { silver: 'offered', gold: 'offered' } },
	{ id: 'safe', name: { en: 'Safe' }, byTier: { silver: 'offered' } }
];
const version = { services } as Version;

test('K1: a tier is promised its benefits, services and bonus; what is on request comes last', () => {
	expect(promisesTo(gold, version)).toEqual([
		{ kind: 'benefit', name: { en: 'Member price' } },
		{ kind: 'offered', name: { en: 'Internet' } },
		{ kind: 'bonus', share: 0.25 },
		{ kind: 'on-request', name: { en: 'Child care' } }
	]);
});

test('K1: a programme without services promises nothing to a tier without bonus', () => {
	const floor: Tier = { id: 'constructor', name: { en: 'X' }, tone: 'plain', bonus: 0, ways: [] };
	expect(promisesTo(floor, {} as Version)).toEqual([]);
	expect(promisesTo(floor, version)).toEqual([]);
});
