import type { Text } from '#lib/domain/text.ts';
import { formatNumber, inWords } from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';

/** By which managers narrow what guests said. */
export function surveyFilters(
	properties: readonly { readonly code: string; readonly name: Text }[],
	tiers: readonly { readonly id: string; readonly name: Text }[] = []
) {
	return [
		{
			name: 'property',
			label: m.survey_filter_property(),
			options: properties.map(({ code, name }) => ({ value: code, label: inWords(name) }))
		},
		{
			name: 'period',
			label: m.survey_filter_period(),
			options: [30, 90, 365].map((days) => ({
				value: String(days),
				label: m.survey_period_days({ days: formatNumber(days) })
			}))
		},
		...(tiers.length > 0
			? [
					{
						name: 'tier',
						label: m.survey_filter_tier(),
						options: tiers.map(({ id, name }) => ({ value: id, label: inWords(name) }))
					}
				]
			: [])
	];
}
