import { isPlainDate } from '#lib/domain/calendar.ts';
import { memberOf } from '#lib/server/auth/signed-in.ts';
import { readWhatIf } from '#lib/server/guests/read-what-if.ts';
import { refusalToError } from '#lib/server/http.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url: { searchParams } }) => {
	const whole = (name: string, most: number) => {
		const typed = /^\d{1,4}$/.exec(searchParams.get(name) ?? '')?.[0];
		return typed === undefined ? undefined : Math.min(Number(typed), most);
	};
	const until = searchParams.get('until') ?? '';
	const asked = {
		nights: whole('nights', 9_999),
		perNight: searchParams.get('perNight') ?? undefined,
		stayNights: whole('stayNights', 30) || undefined,
		until: isPlainDate(until) ? until : undefined
	};
	const view = readWhatIf(locals.db, memberOf(locals).id, asked, locals.now());
	return { view: await view.catch(refusalToError) };
};
