import type { Named, Part } from '#lib/domain/programme/diff-change.ts';
import { m } from '../messages.ts';
import { sayNamed } from './say-rules.ts';

const partWords: Record<Part, (inputs: { name: string }) => string> = {
	counters: m.programme_part_counters,
	tiers: m.programme_part_tiers,
	ways: m.programme_part_ways,
	benefits: m.programme_part_benefits,
	credits: m.programme_part_credits,
	rollOver: m.programme_part_roll_over,
	tierYears: m.programme_part_tier_years,
	earning: m.programme_part_earning,
	awards: m.programme_part_awards,
	milestones: m.programme_part_milestones,
	gifts: m.programme_part_gifts,
	cards: m.programme_part_cards,
	activities: m.programme_part_activities,
	measures: m.programme_part_measures,
	'activity-earning': m.programme_part_activity_earning,
	'activity-credits': m.programme_part_activity_credits,
	conversions: m.programme_part_conversions,
	services: m.programme_part_services
};

export const partsWords: Record<Part, () => string> = {
	counters: m.programme_parts_counters,
	tiers: m.programme_parts_tiers,
	ways: m.programme_parts_ways,
	benefits: m.programme_parts_benefits,
	credits: m.programme_parts_credits,
	rollOver: m.programme_parts_roll_over,
	tierYears: m.programme_parts_tier_years,
	earning: m.programme_parts_earning,
	awards: m.programme_parts_awards,
	milestones: m.programme_parts_milestones,
	gifts: m.programme_parts_gifts,
	cards: m.programme_parts_cards,
	activities: m.programme_parts_activities,
	measures: m.programme_parts_measures,
	'activity-earning': m.programme_parts_activity_earning,
	'activity-credits': m.programme_parts_activity_credits,
	conversions: m.programme_parts_conversions,
	services: m.programme_parts_services
};

/** A thing of the document: earning rule “spa”, way “25 nights” of Gold. */
export function sayPart(part: Part, what: Named, of?: Named): string {
	const said = partWords[part]({ name: sayNamed(what) });
	return of ? m.programme_what_of({ what: said, of: sayNamed(of) }) : said;
}
