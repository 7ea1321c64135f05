import { z } from 'zod';
import { parseAmount } from '#lib/domain/money.ts';
import { revenueClasses, type RevenueClass } from '#lib/domain/stays/stay.ts';
import type { FieldProblem } from '#lib/domain/views/form-answer.ts';
import { staffOf } from '#lib/server/auth/signed-in.ts';
import { linkClaim } from '#lib/server/claims/link-claim.ts';
import { readClaimToDecide, weighClaim } from '#lib/server/claims/read-claim-to-decide.ts';
import { recordClaim } from '#lib/server/claims/record-claim.ts';
import { refuseClaim } from '#lib/server/claims/refuse-claim.ts';
import {
	fieldFailure,
	isFormFailure,
	line,
	readForm,
	refusalToError,
	refusalToFail,
	uuid
} from '#lib/server/http.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const amount = z
	.string()
	.trim()
	.regex(/^(\d{1,9}([.,]\d{1,3})?)?$/, 'invalid' satisfies FieldProblem)
	.transform((text) => text.replace(',', '.') || '0');
const optionalLine = z.union([z.literal('').transform(() => undefined), line(64)]).optional();

const LinkForm = z.object({ stayId: uuid });
const RefuseForm = z.object({ reason: line(300) });
const WeighForm = z.object({
	room: amount,
	food: amount,
	spa: amount,
	other: amount,
	roomType: optionalLine
});
const RecordForm = WeighForm.extend({ why: line(300) });

export const load: PageServerLoad = async ({ locals, params }) => ({
	view: await read({ locals, params })
});

function read({ locals, params }: Pick<RequestEvent, 'locals' | 'params'>) {
	const asked = { claimId: params.id, staffId: staffOf(locals).id };
	return readClaimToDecide(locals.db, asked, locals.now()).catch(refusalToError);
}

export const actions: Actions = {
	link: async (event) => {
		const form = await readForm(LinkForm, event.request);
		if (!form.ok) return form.failure;
		const command = { ...whoAndWhat(event), stayId: form.value.stayId };
		const { db, now } = event.locals;
		const done = await linkClaim(db, command, now()).catch((thrown: unknown) =>
			refusalToFail(thrown, form.typed)
		);
		return isFormFailure(done) ? done : ({ done: 'accepted', points: done.points } as const);
	},

	/** Says what it would give; nothing is written. */
	weigh: async (event) => {
		const form = await readForm(WeighForm, event.request);
		if (!form.ok) return form.failure;
		const stay = await toStay(event, form.value, form.typed);
		if (isFormFailure(stay)) return stay;
		const { db, now } = event.locals;
		const weighed = await weighClaim(db, event.params.id, stay, now()).catch((thrown: unknown) =>
			refusalToFail(thrown, form.typed)
		);
		if (isFormFailure(weighed)) return weighed;
		return { weighed, values: form.typed, problems: {} };
	},

	record: async (event) => {
		const form = await readForm(RecordForm, event.request);
		if (!form.ok) return form.failure;
		const stay = await toStay(event, form.value, form.typed);
		if (isFormFailure(stay)) return stay;
		const command = { ...whoAndWhat(event), ...stay, why: form.value.why };
		const { db, now } = event.locals;
		const done = await recordClaim(db, command, now()).catch((thrown: unknown) =>
			refusalToFail(thrown, form.typed)
		);
		return isFormFailure(done) ? done : ({ done: 'accepted', points: done.points } as const);
	},

	refuse: async (event) => {
		const form = await readForm(RefuseForm, event.request);
		if (!form.ok) return form.failure;
		const command = { ...whoAndWhat(event), reason: form.value.reason };
		const { db, now } = event.locals;
		const failed = await refuseClaim(db, command, now()).catch((thrown: unknown) =>
			refusalToFail(thrown, form.typed)
		);
		return isFormFailure(failed) ? failed : ({ done: 'refused' } as const);
	}
};

function whoAndWhat({ locals, params }: RequestEvent) {
	return { claimId: params.id, staffId: staffOf(locals).id };
}

/** The bill in the house's currency; what has more decimals than that is said beside its field. */
async function toStay(
	event: RequestEvent,
	typedStay: z.output<typeof WeighForm>,
	typed: Record<string, string>
) {
	const { currency } = await read(event);
	const amounts: Record<RevenueClass, number> = { room: 0, food: 0, spa: 0, other: 0 };
	for (const name of revenueClasses) {
		const minor = parseAmount(typedStay[name], currency);
		if (minor === undefined) return fieldFailure(name, 'invalid', typed);
		amounts[name] = minor;
	}
	return { amounts, roomType: typedStay.roomType };
}
