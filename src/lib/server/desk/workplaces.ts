import { Refusal } from '#lib/domain/refusal.ts';
import type { Reader } from '../db/database.ts';
import { listPropertyIds } from '../staff/property-queries.ts';
import type { StaffRole } from '../staff/queries.ts';
import { listProperties, type Property } from '../stays/properties.ts';

export interface Clerk {
	readonly id: string;
	readonly role: StaffRole;
}

/** The houses whose desk somebody may stand at: a clerk's own, all of them for managers and owners. */
export async function listWorkplaces(reader: Reader, clerk: Clerk): Promise<readonly Property[]> {
	const all = await listProperties(reader);
	if (clerk.role !== 'desk') return all;
	const own = new Set(await listPropertyIds(reader, clerk.id));
	return all.filter(({ id }) => own.has(id));
}

/** Where they stand: the house that is named, or the only one there is. */
export function workplaceAmong(
	workplaces: readonly Property[],
	code: string | undefined
): Property | undefined {
	const [only, ...others] = workplaces;
	if (others.length === 0) return only;
	return workplaces.find((one) => one.code === code);
}

/**
 * The house that a request from the page is about: the one that the page said, as long as they may
 * stand there. Refused with `not-allowed` for any other.
 */
export async function requireWorkplace(
	reader: Reader,
	clerk: Clerk,
	code: string
): Promise<Property> {
	const workplaces = await listWorkplaces(reader, clerk);
	const here = workplaces.find((one) => one.code === code);
	if (!here) throw new Refusal('not-allowed');
	return here;
}
