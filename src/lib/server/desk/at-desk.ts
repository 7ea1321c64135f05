import type { RequestEvent } from '@sveltejs/kit';
import type { FormAnswer } from '#lib/domain/views/form-answer.ts';
import type { DeskFound } from '#lib/domain/views/desk.ts';
import { deskLimits } from '../auth/limits.ts';
import { countTry } from '../auth/rate-limits.ts';
import { staffOf } from '../auth/signed-in.ts';
import { isFormFailure, refusalToFail, type FormFailure } from '../http.ts';
import type { Property } from '../stays/properties.ts';
import { withFewWrongCodes } from './few-wrong-codes.ts';
import { lookUp } from './look-up.ts';
import { requireWorkplace } from './workplaces.ts';

type Locals = RequestEvent['locals'];

export interface AtDesk {
	readonly staffId: string;
	/** The house at whose desk they stand. */
	readonly property: Property;
}

/** Every question counts, and is asked at a house whose desk is theirs. */
export async function asClerk<
	Answer extends { readonly kind: string; readonly no?: { readonly code: string } }
>(locals: Locals, at: string, ask: (clerk: AtDesk) => Promise<Answer>): Promise<Answer> {
	const { db, now } = locals;
	const staff = staffOf(locals);
	const property = await requireWorkplace(db, staff, at);
	await countTry(db, deskLimits(staff.id), now());
	return withFewWrongCodes(db, staff.id, now(), () => ask({ staffId: staff.id, property }));
}

/** The same where a no is an answer to the form: what was typed stays. */
export function askAsClerk<
	Answer extends { readonly kind: string; readonly no?: { readonly code: string } }
>(
	locals: Locals,
	{ at, typed }: { readonly at: string; readonly typed: Record<string, string> },
	ask: (clerk: AtDesk) => Promise<Answer>
): Promise<Answer | FormFailure> {
	return asClerk(locals, at, ask).catch((thrown: unknown) => refusalToFail(thrown, typed));
}

type Shown = Extract<DeskFound, { kind: 'guest' | 'voucher' }>;

/** A no, with what the clerk had before them: the guest or the voucher, as it is now. */
export async function stillShowing(
	locals: Locals,
	{ at, typed }: { readonly at: string; readonly typed: string },
	failure: FormFailure
): Promise<{
	readonly status: number;
	readonly data: FormAnswer & { found?: Shown; typed?: string };
}> {
	const { status, data } = failure;
	const again = await askAsClerk(locals, { at, typed: {} }, (clerk) =>
		lookUp(locals.db, { ...clerk, typed }, locals.now())
	);
	if (isFormFailure(again) || (again.kind !== 'guest' && again.kind !== 'voucher'))
		return { status, data: { ...data, typed } };
	return { status, data: { ...data, found: again } };
}
