import { expect, test } from 'vitest';
import type { Service } from '../programme/programme.ts';
import { editServices } from './edit-services.ts';
import { serviceAt } from './service-at.ts';
import { shippedServices } from './shipped.ts';

const care: Service = {
	id: 'care',
	name: { en: 'Child care' },
	byTier: { silver: 'on-request', gold: 'offered' },
	byProperty: { SEA: { silver: 'offered', gold: 'none' } }
};

test.each([
	['gold', undefined, 'offered'],
	['silver', undefined, 'on-request'],
	['member', undefined, undefined],
	['constructor', undefined, undefined],
	['silver', 'SEA', 'offered'],
	['gold', 'SEA', undefined],
	['member', 'SEA', undefined],
	['gold', 'CITY', 'offered'],
	['gold', 'constructor', 'offered']
] as const)('F3: %s at %s gets it: %s', (tier, property, how) => {
	expect(serviceAt(care, tier, property)).toBe(how);
});

test('F3: everywhere and one house are edited apart, and a house like everywhere is not named', () => {
	const cells = { care: { silver: 'offered', gold: '' } } as const;
	const rest = { names: {}, removed: [] };
	expect(editServices([care], { ...rest, cells })).toEqual([
		{ ...care, byTier: { silver: 'offered' } }
	]);
	const [atCity] = editServices([care], { ...rest, cells, property: 'CITY' });
	expect(atCity?.byProperty).toEqual({ ...care.byProperty, CITY: { silver: 'offered' } });
	expect(atCity?.byTier).toEqual(care.byTier);
	const none = { care: { silver: '', gold: '' } } as const;
	const [asEverywhere] = editServices([care], { ...rest, cells: none, property: 'SEA' });
	expect(asEverywhere).not.toHaveProperty('byProperty');
});

test('F3: a service is named, removed and added; what the form does not say stays', () => {
	const added = { id: 'safe', name: { en: 'Safe' } };
	const edit = { cells: {}, names: { care: { en: 'Crèche' } }, removed: [], added };
	expect(editServices([care], edit)).toEqual([
		{ ...care, name: { en: 'Crèche' } },
		{ ...added, byTier: {} }
	]);
	expect(editServices([care], { cells: {}, names: {}, removed: ['care'] })).toEqual([]);
});

test('F3: the shipped list is in both languages, and a higher tier never gets less', () => {
	const tiers = ['floor', 'silver', 'gold', 'top'].map((id) => ({ id }));
	const worth = { none: 0, 'on-request': 1, offered: 2 };
	for (const service of shippedServices(tiers)) {
		expect(service.name['zh-CN']).toMatch(/\p{Script=Han}/u);
		const ranks = tiers.map(({ id }) => worth[serviceAt(service, id) ?? 'none']);
		expect(ranks).toEqual(ranks.toSorted());
	}
	const ids = shippedServices(tiers).map(({ id }) => id);
	for (const id of ['room-service', 'child-care', 'internet', 'safe', 'personal-service'])
		expect(ids).toContain(id);
});
