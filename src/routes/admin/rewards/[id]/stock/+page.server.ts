import { fail } from '@sveltejs/kit';
import { z } from 'zod';
import { Refusal } from '#lib/domain/refusal.ts';
import { actorOf } from '#lib/server/auth/signed-in.ts';
import {
	fieldFailure,
	isFormFailure,
	line,
	readForm,
	readFormWithFile,
	refusalToError,
	refusalToFail,
	uuid,
	type FormFailure
} from '#lib/server/http.ts';
import { correctStock } from '#lib/server/rewards/correct-stock.ts';
import { importCodes } from '#lib/server/rewards/import-codes.ts';
import { readRewardStock } from '#lib/server/rewards/read-reward-stock.ts';
import { count, optional } from '../../form-parts.server.ts';
import type { Actions, PageServerLoad } from './$types';

const lines_shown = 50;

const CorrectForm = z
	.object({
		id: uuid,
		scope: optional(line(60)),
		what: z.enum(['more', 'fewer', 'lift']),
		amount: optional(count(1, 100_000_000)),
		why: line(300)
	})
	.superRefine(({ what, amount }, context) => {
		if (what !== 'lift' && amount === undefined)
			context.addIssue({ code: 'custom', path: ['amount'], message: 'required' });
	});
const CodesForm = z.object({ codes: z.string().max(3_000_000).optional() });

export const load: PageServerLoad = async ({ locals, params }) => ({
	view: await readRewardStock(locals.db, params.id).catch(refusalToError)
});

export const actions: Actions = {
	correct: async ({ request, locals, params }) => {
		const form = await readForm(CorrectForm, request);
		if (!form.ok) return form.failure;
		const { id, scope, what, amount = 0, why } = form.value;
		const change = { more: amount, fewer: -amount, lift: null }[what];
		const command = { id, rewardId: params.id, house: scope, change, why };
		const done = await correctStock(locals.db, command, actorOf(locals), locals.now()).catch(
			(thrown: unknown) => tooFew(thrown, form.typed)
		);
		return isFormFailure(done) ? done : { corrected: true };
	},
	codes: async ({ request, locals, params }) => {
		const { form, file } = await readFormWithFile(CodesForm, request, 'file');
		if (!form.ok) return form.failure;
		const text = file ? decode(file) : (form.value.codes ?? '');
		if (text === undefined) return fieldFailure('file', 'invalid', form.typed);
		if (text.trim() === '') return fieldFailure('codes', 'required', form.typed);
		const command = { rewardId: params.id, text };
		const done = await importCodes(locals.db, command, actorOf(locals), locals.now()).catch(
			(thrown: unknown) => refusalToFail(thrown, form.typed)
		);
		if (isFormFailure(done)) return done;
		const { added, bad } = done;
		return { imported: { added, bad: bad.slice(0, lines_shown), out: bad.length } };
	}
};

/** A number below what members have: beside the field, with the fewest there can be. */
function tooFew(thrown: unknown, values: Record<string, string>): FormFailure {
	if (!(thrown instanceof Refusal) || thrown.code !== 'invalid')
		return refusalToFail(thrown, values);
	const { code, facts } = thrown;
	const refusal = 'least' in facts ? { code, facts } : undefined;
	return fail(409, { values, problems: { amount: 'invalid' }, refusal });
}

/** Undefined for what is no text. */
function decode(file: Uint8Array): string | undefined {
	const isWide = file[0] === 0xff && file[1] === 0xfe;
	try {
		return new TextDecoder(isWide ? 'utf-16le' : 'utf-8', { fatal: true }).decode(file);
	} catch {
		return undefined;
	}
}
