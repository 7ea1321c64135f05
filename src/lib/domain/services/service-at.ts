import type { Service } from '../programme/programme.ts';

export type ServiceKind = 'offered' | 'on-request';

/**
 * How a tier gets a service: without asking, on request, or not at all (undefined). Where a house does it
 * otherwise for that tier, that is what holds at the house.
 */
export function serviceAt(
	{ byTier, byProperty = {} }: Service,
	tierId: string,
	propertyCode?: string
): ServiceKind | undefined {
	const here = propertyCode === undefined ? undefined : own(byProperty, propertyCode);
	const how = (here && own(here, tierId)) ?? own(byTier, tierId);
	return how === 'none' ? undefined : how;
}

// A tier or a house may be called like something that objects have by themselves.
function own<Value>(of: Readonly<Record<string, Value>>, key: string): Value | undefined {
	return Object.hasOwn(of, key) ? of[key] : undefined;
}
