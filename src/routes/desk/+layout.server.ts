import { staffOf } from '#lib/server/auth/signed-in.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => ({ role: staffOf(locals).role });
