import type { Instant } from '#lib/domain/calendar.ts';
import { versionOn } from '#lib/domain/programme/programme.ts';
import { firstMonth } from '#lib/domain/surveys/sums.ts';
import type { ResultChoices } from '#lib/domain/views/survey-results.ts';
import type { Reader } from '../db/database.ts';
import { findProgramme, todayIn } from '../programme/read-programme.ts';
import { listProperties } from '../stays/properties.ts';
import type { ResultFilter } from './result-queries.ts';
import { listChannels, type SumFilter } from './sum-queries.ts';

export type Filters = Readonly<Record<string, string>>;

/** By which each page narrows what guests said. `period` counts months, this one with them. */
export const filterNames = ['property', 'period', 'tier', 'guest', 'channel'] as const;

function monthIn({ period }: Filters, now: Instant): string | undefined {
	const months = period && /^[1-9]\d?$/.test(period) ? Number(period) : undefined;
	return months ? firstMonth(now, months) : undefined;
}

export function toSumFilter(filters: Filters, now: Instant): SumFilter {
	const { property, tier, guest, channel } = filters;
	return { property, tier, guest, channel, month: monthIn(filters, now) };
}

/** Of single responses; `language` is that of the word. */
export function toFilter(filters: Filters, now: Instant): ResultFilter {
	const { word, language: locale, theme } = filters;
	const { month, ...group } = toSumFilter(filters, now);
	return {
		...group,
		...{ theme, word: word?.normalize('NFKC').toLowerCase(), locale },
		since: month === undefined ? undefined : `${month}-01T00:00:00.000Z`
	};
}

/** What there is to choose from. */
export async function readChoices(reader: Reader, now: Instant): Promise<ResultChoices> {
	const houses = await listProperties(reader);
	return {
		properties: houses.map(({ code, name }) => ({ code, name })),
		tiers: await listTiers(reader, now),
		channels: await listChannels(reader)
	};
}

async function listTiers(reader: Reader, now: Instant): Promise<ResultChoices['tiers']> {
	const programme = await findProgramme(reader);
	if (!programme) return [];
	const { tiers } = versionOn(programme, todayIn(programme, now)).document;
	return tiers.map(({ id, name }) => ({ id, name }));
}
