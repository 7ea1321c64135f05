import { z } from 'zod';
import { checkbox } from '#lib/server/http.ts';
import type { HouseChoice } from '#lib/domain/views/staff.ts';

// What the pages of a new colleague and of one who is there share.

/** A role and a box for every house there is. */
export function rightsForm(houses: readonly HouseChoice[]) {
	const boxes = Object.fromEntries(houses.map(({ code }) => [`at-${code}`, checkbox] as const));
	return z.object({ role: z.enum(['desk', 'manager', 'owner']), ...boxes });
}

/** The codes of the houses whose boxes are ticked. */
export function tickedHouses(
	houses: readonly HouseChoice[],
	form: Readonly<Record<string, unknown>>
): string[] {
	return houses.flatMap(({ code }) => (form[`at-${code}`] === true ? [code] : []));
}
