import { signOut } from '#lib/server/auth/sign-out.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = (event) => signOut(event, 'member', '/');
