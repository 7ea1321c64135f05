import type { Tier, Version } from '../programme/programme.ts';
import { serviceAt } from '../services/service-at.ts';
import type { DeskPromise } from '../views/desk.ts';

/**
 * What a tier is promised under a version, at a house where one is named: its benefits, the services
 * offered to it, its bonus on points, and last what it gets on request.
 */
export function promisesTo(
	tier: Tier,
	{ services = [] }: Version,
	propertyCode?: string
): DeskPromise[] {
	const share = Number(tier.bonus);
	const served = (how: 'offered' | 'on-request') =>
		services
			.filter((service) => serviceAt(service, tier.id, propertyCode) === how)
			.map(({ name }) => ({ kind: how, name }));
	return [
		...(tier.benefits ?? []).map(({ name }) => ({ kind: 'benefit' as const, name })),
		...served('offered'),
		...(share > 0 ? [{ kind: 'bonus' as const, share }] : []),
		...served('on-request')
	];
}
