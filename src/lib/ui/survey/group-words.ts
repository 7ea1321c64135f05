import type { SurveyScores } from '#lib/domain/views/survey-results.ts';
import { inWords } from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';
import { sayChannel } from '../channel-words.ts';
import { sayGuest } from './filters.ts';

export type By = SurveyScores['by'][number]['by'];

export function sayBy(by: By): string {
	switch (by) {
		case 'property':
			return m.survey_by_property();
		case 'tier':
			return m.survey_by_tier();
		case 'guest':
			return m.survey_by_guest();
		case 'channel':
			return m.survey_by_channel();
	}
}

/** What the rows of it are. */
export function sayWhat(by: By): string {
	switch (by) {
		case 'property':
			return m.survey_filter_property();
		case 'tier':
			return m.survey_filter_tier();
		case 'guest':
			return m.survey_filter_guest();
		case 'channel':
			return m.survey_filter_channel();
	}
}

/** A tier that the programme no longer has is called by its id. */
export function sayGroup(
	by: By,
	id: string,
	{ properties, tiers }: Pick<SurveyScores, 'properties' | 'tiers'>
): string {
	if (id === '') return m.survey_group_unknown();
	const named = (name: Parameters<typeof inWords>[0] | undefined) => (name ? inWords(name) : id);
	switch (by) {
		case 'property':
			return named(properties.find(({ code }) => code === id)?.name);
		case 'tier':
			return named(tiers.find((tier) => tier.id === id)?.name);
		case 'guest':
			return sayGuest(id);
		case 'channel':
			return sayChannel(id);
	}
}
