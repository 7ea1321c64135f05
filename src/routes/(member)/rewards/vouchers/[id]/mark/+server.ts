import { memberOf } from '#lib/server/auth/signed-in.ts';
import { readVoucherMark } from '#lib/server/guests/read-voucher.ts';
import { refusalToError } from '#lib/server/http.ts';
import type { RequestHandler } from './$types';

/** What changes with the voucher: an open page asks for it and reads itself anew when it is another. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const memberId = memberOf(locals).id;
	return new Response(await readVoucherMark(locals.db, memberId, params.id).catch(refusalToError));
};
