import { z } from 'zod';
import { caseKinds } from '#lib/domain/cases/open-case.ts';
import type { Instant } from '#lib/domain/calendar.ts';
import type { FieldProblem } from '#lib/domain/views/form-answer.ts';
import { staffOf } from '#lib/server/auth/signed-in.ts';
import { decideGoodwill, giveGoodwill } from '#lib/server/cases/give-goodwill.ts';
import { namePraised } from '#lib/server/cases/name-praised.ts';
import { readCaseToWork } from '#lib/server/cases/read-queue.ts';
import { resolveCase, sortCase } from '#lib/server/cases/resolve-case.ts';
import { answerCase, message_length_max } from '#lib/server/cases/say-in-case.ts';
import type { Db } from '#lib/server/db/database.ts';
import {
	isFormFailure,
	line,
	paragraph,
	readForm,
	refusalToError,
	refusalToFail,
	uuid
} from '#lib/server/http.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** As people write it: "1,200". */
const amount = line(20)
	.transform((text) => text.replaceAll(/[\s,.+]/g, ''))
	.pipe(z.string().regex(/^(?!0+$)\d{1,9}$/, 'invalid' satisfies FieldProblem))
	.transform(Number);

const AnswerForm = z.object({ messageId: uuid, body: paragraph(message_length_max) });
const ResolveForm = z.object({
	resolution: paragraph(1_000),
	changed: z.union([z.literal(''), paragraph(1_000)]).default('')
});
const SortForm = z.object({
	kind: z.enum(caseKinds),
	ownerId: z.union([z.literal(''), uuid]).transform((id) => id || undefined)
});

const GoodwillForm = z.object({ goodwillId: uuid, points: amount, why: line(300) });
const DecideForm = z.object({
	goodwillId: uuid,
	decision: z.enum(['agree', 'refuse']),
	why: z.union([z.literal(''), line(300)]).default('')
});

const PraiseForm = z.object({
	praisedId: uuid,
	colleagueId: z
		.union([z.literal(''), uuid])
		.default('')
		.transform((id) => id || undefined),
	name: z.union([z.literal(''), line(80)]).default('')
});

export const load: PageServerLoad = async ({ locals, params }) => ({
	view: await readCaseToWork(locals.db, params.id, staffOf(locals).id, locals.now()).catch(
		refusalToError
	)
});

export const actions: Actions = {
	answer: (event) => act(event, AnswerForm, answerCase, 'answered'),
	resolve: (event) => act(event, ResolveForm, resolveCase, 'resolved'),
	sort: (event) => act(event, SortForm, sortCase, 'sorted'),
	goodwill: (event) => act(event, GoodwillForm, giveGoodwill),
	decide: (event) => act(event, DecideForm, decide, 'decided'),
	praise: (event) => act(event, PraiseForm, namePraised, 'named')
};

function decide(
	db: Db,
	{ decision, ...asked }: z.output<typeof DecideForm> & { caseId: string },
	staffId: string,
	now: Instant
): Promise<void> {
	return decideGoodwill(db, { ...asked, agrees: decision === 'agree' }, staffId, now);
}

/** Says what came of it, where there is more than one thing. */
async function act<Schema extends z.ZodObject, Done extends string>(
	{ locals, params, request }: RequestEvent,
	schema: Schema,
	use: (
		db: Db,
		command: z.output<Schema> & { caseId: string },
		staffId: string,
		now: Instant
	) => Promise<Done | void>,
	done?: Done
) {
	const form = await readForm(schema, request);
	if (!form.ok) return form.failure;
	const command = { ...form.value, caseId: params.id };
	const came = await use(locals.db, command, staffOf(locals).id, locals.now()).catch(
		(thrown: unknown) => refusalToFail(thrown, form.typed)
	);
	return isFormFailure(came) ? came : { done: came ?? done };
}
