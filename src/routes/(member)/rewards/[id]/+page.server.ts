import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { Refusal } from '#lib/domain/refusal.ts';
import type { VoucherStatus } from '#lib/domain/views/rewards.ts';
import { memberOf } from '#lib/server/auth/signed-in.ts';
import { readReward } from '#lib/server/guests/read-reward.ts';
import { readVoucher } from '#lib/server/guests/read-voucher.ts';
import { isFormFailure, readForm, refusalToError, refusalToFail, uuid } from '#lib/server/http.ts';
import { seenPrice } from '#lib/server/rewards/seen-price.ts';
import { redeemReward } from '#lib/server/rewards/redeem-reward.ts';
import type { Actions, PageServerLoad } from './$types';

const choice = z
	.string()
	.max(40, 'invalid')
	.optional()
	.transform((value) => value || undefined);

const RedeemForm = z.object({
	id: uuid,
	price: seenPrice,
	property: choice,
	useOn: choice
});

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { id: memberId, verified } = memberOf(locals);
	const { db } = locals;
	const asked = uuid.safeParse(url.searchParams.get('as')).data;
	// The back button after redeeming: what was asked for here is there already, and asking again would
	// be a second one.
	const voucher = asked ? await findVoucher(db, memberId, asked, locals.now()) : undefined;
	if (voucher && !isOver(voucher.status)) redirect(303, `/rewards/vouchers/${voucher.id}`);

	const view = await readReward(db, memberId, params.id, verified, locals.now()).catch(
		refusalToError
	);
	return { view: voucher || !asked ? view : { ...view, requestId: asked } };
};

/** Whoever comes back to what they took back may want another. */
function isOver(status: VoucherStatus): boolean {
	return status === 'cancelled' || status === 'expired' || status === 'returned';
}

function findVoucher(...asked: Parameters<typeof readVoucher>) {
	return readVoucher(...asked).catch((thrown: unknown) => {
		if (thrown instanceof Refusal && thrown.code === 'not-found') return undefined;
		throw thrown;
	});
}

export const actions: Actions = {
	redeem: async ({ request, locals, params }) => {
		const form = await readForm(RedeemForm, request);
		if (!form.ok) return form.failure;

		const { id, price, property, useOn } = form.value;
		const { points, nights, cashMinor } = price;
		const command = {
			...{ source: 'app', id, points, memberId: memberOf(locals).id, rewardId: params.id },
			choice: { property, useOn, nights, cashMinor }
		} as const;
		const done = await redeemReward(locals.db, command, locals.now()).catch((thrown: unknown) =>
			refusalToFail(thrown, form.typed)
		);
		if (isFormFailure(done)) return done;
		redirect(303, `/rewards/vouchers/${done.redemptionId}`);
	}
};
