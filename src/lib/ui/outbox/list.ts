import { answerTo } from './with-answers.ts';
import type { MeView } from '#lib/domain/views/me.ts';
import type { PreferencesView } from '#lib/domain/views/preferences.ts';
import type { SurveyView } from '#lib/domain/views/survey.ts';
import { inWords } from '#lib/i18n/formats.ts';
import { isLocale, m } from '#lib/i18n/messages.ts';
import { consentTitles } from '../consent-words.ts';
import type { KeptPage } from '../offline/store.ts';
import { sayAnswer } from '../survey/say-answer.ts';
import { sayWish } from '../wish-words.ts';
import { pageOf, textsIn } from './fields.ts';
import { withWaiting } from './with-waiting.ts';
import { wishesIn } from './with-wishes.ts';
import type { Kind, Waiting } from './waiting.ts';

export const kindNames: Readonly<Record<Kind, () => string>> = {
	preferences: m.outbox_kind_preferences,
	survey: m.outbox_kind_survey,
	claim: m.outbox_kind_claim,
	name: m.outbox_kind_name,
	language: m.outbox_kind_language,
	consent: m.outbox_kind_consent,
	notices: m.outbox_kind_notices
};

export function nameOf({ kind }: Waiting): string {
	return (kindNames as Readonly<Record<string, (() => string) | undefined>>)[kind]?.() ?? kind;
}

const pair = (label: string, value: string) => m.outbox_line_pair({ label, value });

/** What was said, in words, as far as the kept pages know them. */
export function linesOf(said: Waiting, pages: readonly KeptPage[]): string[] {
	if (said.seen !== undefined) return [said.seen];
	const text = (name: string) => textsIn(said, name)[0] ?? '';
	switch (said.kind) {
		case 'preferences':
			return wishLines(said, pages);
		case 'survey':
			return answerLines(said, pages);
		case 'name':
			return [`${text('givenName')} ${text('familyName')}`];
		case 'language': {
			const locale = text('locale');
			return isLocale(locale) ? [m.language_name({}, { locale })] : [];
		}
		case 'consent': {
			const title = consentTitles[text('purpose') as MeView['consents'][number]['purpose']];
			const given = text('answer') === 'yes' ? m.me_consent_give() : m.me_consent_withdraw();
			return [pair(title(), given)];
		}
		default:
			return [];
	}
}

function wishLines(said: Waiting, pages: readonly KeptPage[]): string[] {
	const page = pages.find(({ path }) => path === pageOf(said));
	if (!page) return [];
	const { groups } = withWaiting(page, [said]) as PreferencesView;
	const changed = wishesIn(said);
	return groups
		.flatMap(({ items }) => items)
		.filter(({ id }) => changed[id] !== undefined)
		.map(({ label, words }) => pair(inWords(label), words ? sayWish(words) : m.outbox_nothing()));
}

function answerLines(said: Waiting, pages: readonly KeptPage[]): string[] {
	const path = said.action.split('?', 1)[0] ?? '';
	const views = pages
		.filter((page) => page.path.split('?', 1)[0] === path)
		.map(({ view }) => view as SurveyView);
	const questions = new Map(
		views.flatMap((view) => (view.state === 'open' ? view.questions.map((q) => [q.id, q]) : []))
	);
	return [...questions.values()].flatMap((question) => {
		const value = answerTo(question, said);
		if (value === undefined) return [];
		const words = value ? sayAnswer({ ...question, value }) : m.outbox_nothing();
		return pair(inWords(question.label), words);
	});
}
