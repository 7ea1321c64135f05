import { memberOf } from '#lib/server/auth/signed-in.ts';
import { saidIn } from '#lib/server/auth/said-in.ts';
import { readPreferences } from '#lib/server/guests/read-preferences.ts';
import { fieldFailure, refusalToError } from '#lib/server/http.ts';
import { newId } from '#lib/server/ids.ts';
import { describeNewer } from '#lib/server/preferences/describe-newer.ts';
import { readWishForm } from '#lib/server/preferences/read-wish-form.ts';
import { savePreferences } from '#lib/server/preferences/save-preferences.ts';
import { listProperties } from '#lib/server/stays/properties.ts';
import { wishFailure } from './wish-failure.server.ts';
import type { Actions, PageServerLoad } from './$types';

const codeIn = (url: URL) => url.searchParams.get('property') ?? undefined;
const stayIn = (url: URL) => url.searchParams.get('stay') ?? undefined;

export const load: PageServerLoad = async ({ locals, url }) => ({
	view: await readPreferences(
		locals.db,
		memberOf(locals).id,
		codeIn(url),
		locals.now(),
		stayIn(url)
	).catch(refusalToError),
	isErased: url.searchParams.get('health') === 'erased'
});

export const actions: Actions = {
	default: async (event) => {
		const { request, locals, url } = event;
		const form = await readWishForm(request);
		if (!form) return fieldFailure('form', 'invalid');
		const code = codeIn(url);
		const properties = code === undefined ? [] : await listProperties(locals.db);
		const propertyId = properties.find((one) => one.code === code)?.id;
		if (code !== undefined && propertyId === undefined) return fieldFailure('form', 'invalid');

		const { id, said, values, agreedTo } = form;
		const agreed = agreedTo ? { version: agreedTo, locale: locals.locale } : undefined;
		const stayId = stayIn(url);
		const command = { id, memberId: memberOf(locals).id, propertyId, stayId, values, agreed };
		const now = locals.now();
		return savePreferences(locals.db, command, now, saidIn(event)).then(
			async (saved) => {
				const newer = await describeNewer(locals.db, command, saved, now);
				return { saved: { ...saved, newer } };
			},
			// What was typed after an answer was lost is another save, and needs another id.
			(thrown: unknown) => wishFailure(thrown, { said, saveId: newId() })
		);
	}
};
