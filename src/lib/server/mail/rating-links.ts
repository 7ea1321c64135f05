import type { Facts } from '#lib/domain/refusal.ts';
import { ratingsOf, type Rating } from '#lib/domain/surveys/rating.ts';
import { say } from '#lib/domain/text.ts';
import { m, type Locale } from '#lib/i18n/messages.ts';
import { escape } from './escape.ts';

/** A question whose answers are links: each leads to the page where it is chosen, and nothing more. */
export interface RatingLinks {
	readonly label: string;
	/** The words at the ends of the scale, where its steps have none. */
	readonly ends?: readonly [string, string] | undefined;
	readonly links: readonly { readonly label: string; readonly path: string }[];
}

/** As the facts of the message say it; undefined for a survey without a score. */
export function ratingLinks(
	locale: Locale,
	fact: Facts[string] | undefined,
	path: string
): RatingLinks | undefined {
	if (typeof fact !== 'string') return undefined;
	const rating = JSON.parse(fact) as Rating;
	const named = rating.kind === 'steps5' ? stepWords(locale) : undefined;
	return {
		label: say(rating.label, locale),
		ends: named ? undefined : endsOf(rating, locale),
		links: ratingsOf(rating).map((value) => ({
			label: named?.[value] ?? value.replace('-', '−'),
			path: `${path}?rating=${value}`
		}))
	};
}

function endsOf({ kind, low, high }: Rating, locale: Locale): readonly [string, string] {
	if (low && high) return [say(low, locale), say(high, locale)];
	if (kind === 'recommend')
		return [m.survey_recommend_low({}, { locale }), m.survey_recommend_high({}, { locale })];
	return [m.survey_rate_1({}, { locale }), m.survey_rate_5({}, { locale })];
}

function stepWords(locale: Locale): Readonly<Record<string, string>> {
	return {
		'1': m.survey_rate_1({}, { locale }),
		'2': m.survey_rate_2({}, { locale }),
		'3': m.survey_rate_3({}, { locale }),
		'4': m.survey_rate_4({}, { locale }),
		'5': m.survey_rate_5({}, { locale })
	};
}

export function ratingText({ label, ends, links }: RatingLinks, origin: string): string {
	const lines = links.map((one) => `${one.label}: ${origin}${one.path}`);
	return [label, ...(ends ? [ends.join(' – ')] : []), ...lines].join('\n');
}

export function ratingHtml({ label, ends, links }: RatingLinks, origin: string): string {
	const steps = links.map(
		(one) =>
			`<a href="${escape(origin + one.path)}" style="display:inline-block;min-width:24px;margin:0 4px 8px 0;padding:10px 8px;border:1px solid #8c8374;border-radius:6px;color:#1d1a16;text-align:center;text-decoration:none">${escape(one.label)}</a>`
	);
	const words = ends
		? `<p style="margin:0 0 24px;color:#5d564b;font-size:14px">${escape(ends.join(' – '))}</p>`
		: '';
	return `<p style="margin:24px 0 8px"><strong>${escape(label)}</strong></p>
<p style="margin:0">${steps.join('\n')}</p>
${words}`;
}
