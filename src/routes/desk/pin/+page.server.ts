import { z } from 'zod';
import { readPin } from '#lib/domain/desk/pin.ts';
import { pinLimits } from '#lib/server/auth/limits.ts';
import { countTry } from '#lib/server/auth/rate-limits.ts';
import { staffOf } from '#lib/server/auth/signed-in.ts';
import {
	fieldFailure,
	isFormFailure,
	knownPassword,
	readForm,
	refusalToFail
} from '#lib/server/http.ts';
import { setPin } from '#lib/server/staff/set-pin.ts';
import type { Actions } from './$types';

const PinForm = z.object({ password: knownPassword, pin: knownPassword });

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await readForm(PinForm, request);
		if (!form.ok) return form.failure;
		const pin = readPin(form.value.pin);
		if (pin === undefined) return fieldFailure('pin', 'invalid');
		const { db, now } = locals;
		const { id: staffId } = staffOf(locals);
		const failed = await countTry(db, pinLimits(staffId), now())
			.then(() => setPin(db, { staffId, pin, password: form.value.password }, now()))
			.catch((thrown: unknown) => refusalToFail(thrown));
		if (!isFormFailure(failed)) return { isSet: true };
		const isWrong = failed.data.refusal?.code === 'sign-in-failed';
		return isWrong ? fieldFailure('password', 'password-wrong') : failed;
	}
};
