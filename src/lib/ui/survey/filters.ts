import type { ResultChoices } from '#lib/domain/views/survey-results.ts';
import { formatNumber, inWords } from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';
import { sayChannel } from '../channel-words.ts';

/** By which managers narrow what guests said; where there is nothing to choose there is no choice. */
export function surveyFilters({ properties, tiers, channels }: ResultChoices) {
	return [
		{
			name: 'property',
			label: m.survey_filter_property(),
			options: properties.map(({ code, name }) => ({ value: code, label: inWords(name) }))
		},
		{
			name: 'period',
			label: m.survey_filter_period(),
			options: [1, 3, 12].map((months) => ({
				value: String(months),
				label:
					months === 1
						? m.survey_period_month()
						: m.survey_period_months({ months: formatNumber(months) })
			}))
		},
		{
			name: 'tier',
			label: m.survey_filter_tier(),
			options: tiers.map(({ id, name }) => ({ value: id, label: inWords(name) }))
		},
		{
			name: 'guest',
			label: m.survey_filter_guest(),
			options: (['new', 'returning'] as const).map((value) => ({ value, label: sayGuest(value) }))
		},
		{
			name: 'channel',
			label: m.survey_filter_channel(),
			options: channels.map((value) => ({ value, label: sayChannel(value) }))
		}
	].filter(({ options }) => options.length > 0);
}

export function sayGuest(guest: string): string {
	switch (guest) {
		case 'new':
			return m.survey_guest_new();
		case 'returning':
			return m.survey_guest_returning();
		default:
			return m.survey_group_unknown();
	}
}
