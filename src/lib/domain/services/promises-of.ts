import type { Tier, Version } from '../programme/programme.ts';
import type { AddedView } from '../views/benefits.ts';
import type { PromisesView } from '../views/promises.ts';
import { serviceAt } from './service-at.ts';

/** What a tier is promised under a version, everywhere or at one house (by its code). */
export function promisesOf(tier: Tier, { services = [] }: Version, house?: string): PromisesView {
	return {
		tier: { id: tier.id, name: tier.name, tone: tier.tone },
		bonus: Number(tier.bonus),
		benefits: (tier.benefits ?? []).map(({ id, name }) => ({ id, name })),
		services: services.flatMap((service) => {
			const kind = serviceAt(service, tier.id, house);
			return kind ? [{ id: service.id, name: service.name, kind }] : [];
		})
	};
}

/** What one tier has more than another: what is new, and what no longer has to be asked for. */
export function addedBy(more: PromisesView, own: PromisesView): AddedView {
	const has = new Set(own.benefits.map(({ id }) => id));
	const kinds = new Map(own.services.map(({ id, kind }) => [id, kind]));
	return {
		tier: more.tier,
		bonus: more.bonus > own.bonus ? more.bonus : undefined,
		benefits: more.benefits.filter(({ id }) => !has.has(id)),
		services: more.services.filter(
			({ id, kind }) => !kinds.has(id) || (kind === 'offered' && kinds.get(id) === 'on-request')
		)
	};
}

/** The codes of the houses where anything is otherwise for one of these tiers. */
export function housesThatDiffer({ services = [] }: Version, tiers: readonly string[]): string[] {
	const codes = services.flatMap((service) =>
		Object.keys(service.byProperty ?? {}).filter((code) =>
			tiers.some((tier) => serviceAt(service, tier, code) !== serviceAt(service, tier))
		)
	);
	return [...new Set(codes)].sort();
}
