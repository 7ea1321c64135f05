import { z } from 'zod';
import { caseMessageLimits } from '#lib/server/auth/limits.ts';
import { countTry } from '#lib/server/auth/rate-limits.ts';
import { memberOf } from '#lib/server/auth/signed-in.ts';
import { readCase } from '#lib/server/cases/read-case.ts';
import { message_length_max, writeInCase } from '#lib/server/cases/say-in-case.ts';
import {
	isFormFailure,
	paragraph,
	readForm,
	refusalToError,
	refusalToFail,
	uuid
} from '#lib/server/http.ts';
import type { Actions, PageServerLoad } from './$types';

const MessageForm = z.object({ messageId: uuid, body: paragraph(message_length_max) });

export const load: PageServerLoad = async ({ locals, params }) => ({
	view: await readCase(locals.db, memberOf(locals).id, params.id, locals.now()).catch(
		refusalToError
	)
});

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const form = await readForm(MessageForm, request);
		if (!form.ok) return form.failure;
		const command = { ...form.value, caseId: params.id };
		const memberId = memberOf(locals).id;
		const now = locals.now();
		const said = await countTry(locals.db, caseMessageLimits(memberId), now)
			.then(() => writeInCase(locals.db, command, memberId, now))
			.catch((thrown: unknown) => refusalToFail(thrown, form.typed));
		return isFormFailure(said) ? said : ({ done: 'said' } as const);
	}
};
