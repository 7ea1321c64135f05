import type { RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { freeId } from '#lib/domain/services/free-id.ts';
import type { Cell } from '#lib/domain/services/edit-services.ts';
import type { ServicesView } from '#lib/domain/views/services.ts';
import { locales } from '#lib/i18n/messages.ts';
import { staffOf } from '#lib/server/auth/signed-in.ts';
import {
	checkbox,
	isFormFailure,
	line,
	readForm,
	refusalToError,
	refusalToFail,
	uuid,
	wholeNumber
} from '#lib/server/http.ts';
import { readServices } from '#lib/server/programme/read-services.ts';
import { addShippedServices, saveServices } from '#lib/server/programme/save-services.ts';
import type { Actions, PageServerLoad } from './$types';

const name = line(60);
const empty = z.literal('').transform(() => undefined);
const optionalName = z.union([empty, name]).optional();
const cell = z.enum(['', 'offered', 'on-request', 'none']);
const ShownForm = z.object({
	// Empty while no draft is open.
	draft: z.union([empty, uuid]),
	revision: z.union([empty, wholeNumber])
});

const codeIn = (url: URL) => url.searchParams.get('property') ?? undefined;

export const load: PageServerLoad = async ({ locals, url }) => ({
	view: await readServices(locals.db, codeIn(url), locals.now()).catch(refusalToError)
});

export const actions: Actions = {
	save: async ({ request, locals, url }) => {
		const view = await readServices(locals.db, codeIn(url), locals.now()).catch(refusalToError);
		const form = await readForm(matrixForm(view), request);
		if (!form.ok) return form.failure;
		const { draft, revision, ...fields } = form.value;
		const edit = { property: view.property, ...editIn(view, fields) };
		const done = await saveServices(
			locals.db,
			shownIn(draft, revision),
			edit,
			actorOf(locals),
			locals.now()
		).catch((thrown: unknown) => refusalToFail(thrown, form.typed));
		return isFormFailure(done) ? done : { done: done ? ('saved' as const) : ('same' as const) };
	},

	shipped: async ({ request, locals }) => {
		const form = await readForm(ShownForm, request);
		if (!form.ok) return form.failure;
		const { draft, revision } = form.value;
		const shown = shownIn(draft, revision);
		const done = await addShippedServices(locals.db, shown, actorOf(locals), locals.now()).catch(
			(thrown: unknown) => refusalToFail(thrown)
		);
		return isFormFailure(done) ? done : { done: 'saved' as const };
	}
};

function shownIn(draftId: string | undefined, revision: number | undefined) {
	return draftId !== undefined && revision !== undefined ? { draftId, revision } : undefined;
}

function actorOf(locals: RequestEvent['locals']) {
	return { kind: 'staff', id: staffOf(locals).id } as const;
}

/** The fields of the matrix, as its services, tiers and our languages make them. */
function matrixForm({ services, tiers }: ServicesView) {
	const fields = services.flatMap(({ id }) => [
		...tiers.map((tier) => [`cell ${id} ${tier.id}`, cell.optional()] as const),
		...locales.map(
			(locale) => [`name ${id} ${locale}`, locale === 'en' ? name : optionalName] as const
		),
		[`gone ${id}`, checkbox] as const
	]);
	const added = locales.map((locale) => [`new-${locale}`, optionalName] as const);
	return z.object({
		...(Object.fromEntries([...fields, ...added]) as Record<
			string,
			z.ZodType<string | boolean | undefined>
		>),
		...ShownForm.shape
	});
}

function editIn(
	{ services, tiers }: ServicesView,
	fields: Readonly<Record<string, string | boolean | undefined>>
) {
	const text = (field: string) => {
		const value = fields[field];
		return typeof value === 'string' && value !== '' ? value : undefined;
	};
	const named = (prefix: string) => {
		const en = text(`${prefix}en`);
		const others = locales.flatMap((locale) => {
			const said = text(`${prefix}${locale}`);
			return said === undefined ? [] : [[locale, said] as const];
		});
		return en === undefined ? undefined : { ...Object.fromEntries(others), en };
	};
	const added = named('new-');
	const ids = services.map(({ id }) => id);
	return {
		cells: Object.fromEntries(
			ids.map((id) => [
				id,
				Object.fromEntries(
					tiers.map((tier) => [tier.id, (text(`cell ${id} ${tier.id}`) ?? '') as Cell])
				)
			])
		),
		names: Object.fromEntries(
			ids.flatMap((id) => {
				const said = named(`name ${id} `);
				return said ? [[id, said] as const] : [];
			})
		),
		removed: ids.filter((id) => fields[`gone ${id}`] === true),
		added: added && { id: freeId(added.en, ids), name: added }
	};
}
