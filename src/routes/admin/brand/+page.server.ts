import { fail, redirect } from '@sveltejs/kit';
import { papers } from '#lib/domain/brand/papers.ts';
import type { Logo } from '#lib/domain/brand/brand.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { FieldProblem, FormAnswer } from '#lib/domain/views/form-answer.ts';
import { actorOf } from '#lib/server/auth/signed-in.ts';
import { readBrandToEdit } from '#lib/server/house/read-brand.ts';
import { saveBrand } from '#lib/server/house/save-brand.ts';
import { isFormFailure, readFormWithFile, refusalToFail } from '#lib/server/http.ts';
import { storeLogo } from '#lib/server/media/store-logo.ts';
import { BrandForm, toBrand } from './brand-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	view: await readBrandToEdit(locals.db, locals.config),
	saved: url.searchParams.has('saved')
});

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const { db, config, brand } = locals;
		const again = request.clone();
		const { form, file } = await readFormWithFile(BrandForm, request, 'logoFile');
		const night = (await readFormWithFile(BrandForm, again, 'nightLogoFile')).file;
		const paper = form.ok ? papers[form.value.paper] : papers.linen;
		const byDay = await keep(config.dataDir, file, paper.day.raised);
		const byNight = await keep(config.dataDir, night, paper.night.paper);
		const problems = {
			...(byDay.problem && { logoFile: byDay.problem }),
			...(byNight.problem && { nightLogoFile: byNight.problem })
		};
		const brought = {
			...(byDay.logo && { logo: tokenOf(byDay.logo) }),
			...(byNight.logo && { nightLogo: tokenOf(byNight.logo) })
		};
		if (!form.ok || Object.keys(problems).length > 0) {
			const answer: FormAnswer = form.ok ? { values: form.typed, problems: {} } : form.failure.data;
			// Whatever else was wrong, a good picture need not be chosen again.
			return fail(form.ok ? 422 : 400, {
				values: { ...answer.values, ...brought },
				problems: { ...answer.problems, ...problems }
			} satisfies FormAnswer);
		}
		const look = toBrand(form.value, { logo: byDay.logo, nightLogo: byNight.logo });
		const command = { brand: look, revision: form.value.revision };
		const saved = await saveBrand(db, command, config, actorOf(locals), locals.now()).catch(
			(thrown: unknown) => refusalToFail(thrown, { ...form.typed, ...brought })
		);
		if (isFormFailure(saved)) return saved;
		await brand.refresh();
		redirect(303, '/admin/brand?saved');
	}
};

interface Kept {
	readonly logo?: Logo;
	readonly problem?: FieldProblem;
}

async function keep(dataDir: string, file: Uint8Array | undefined, paper: string): Promise<Kept> {
	if (!file) return {};
	try {
		return { logo: await storeLogo(dataDir, file, paper) };
	} catch (thrown) {
		const code = thrown instanceof Refusal ? thrown.code : undefined;
		if (code === 'image-unreadable' || code === 'image-too-large') return { problem: code };
		throw thrown;
	}
}

function tokenOf({ image, width, height }: Logo): string {
	return `${image}-${width}x${height}`;
}
