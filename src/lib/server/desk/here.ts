import type { Cookies } from '@sveltejs/kit';
import { readCookie } from '../auth/cookies.ts';
import { staffOf } from '../auth/signed-in.ts';
import type { Property } from '../stays/properties.ts';
import { listWorkplaces, workplaceAmong } from './workplaces.ts';

/** The house at whose desk the browser stands; undefined while none was chosen. */
export async function findHere(
	locals: App.Locals,
	cookies: Cookies
): Promise<Property | undefined> {
	const workplaces = await listWorkplaces(locals.db, staffOf(locals));
	return workplaceAmong(workplaces, readCookie(cookies, 'desk', locals.config.https));
}
