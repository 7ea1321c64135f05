import { staffOf } from '#lib/server/auth/signed-in.ts';
import { readLock } from '#lib/server/desk/read-lock.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals }) => {
	const { id, role } = staffOf(locals);
	const { own } = await readLock(locals.db, id);
	return { role, lock: { own, minutes: locals.config.deskLockMinutes } };
};
