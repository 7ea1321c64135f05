import type { Instant } from '#lib/domain/calendar.ts';
import type { GroupScores, SurveyScores } from '#lib/domain/views/survey-results.ts';
import type { Reader } from '../db/database.ts';
import { toMean, toNetPromoter } from './means.ts';
import { readChoices, toSumFilter, type Filters } from './result-filter.ts';
import { readCellSums, type CellSums, type Overall } from './sum-queries.ts';

/** The index and the recommendation beside each other: by house, by tier, by guest and by channel. */
export async function readScores(
	reader: Reader,
	filters: Filters,
	now: Instant
): Promise<SurveyScores> {
	const cells = await readCellSums(reader, toSumFilter(filters, now));
	const choices = await readChoices(reader, now);
	const by = (name: SurveyScores['by'][number]['by'], order: readonly string[]) => ({
		by: name,
		groups: groupsOf(cells, name, order)
	});
	return {
		...choices,
		filters,
		by: [
			by(
				'property',
				choices.properties.map(({ code }) => code)
			),
			by(
				'tier',
				choices.tiers.map(({ id }) => id)
			),
			by('guest', ['new', 'returning']),
			by('channel', choices.channels)
		]
	};
}

/** In this order, what is not in it after that; what nobody answered is not there. */
function groupsOf(
	cells: readonly CellSums[],
	by: 'property' | 'tier' | 'guest' | 'channel',
	order: readonly string[]
): GroupScores[] {
	const groups = Map.groupBy(cells, (cell) => cell[by]);
	const ids = [...order, ...[...groups.keys()].filter((id) => !order.includes(id)).toSorted()];
	return ids.flatMap((id) => {
		const sums = (groups.get(id) ?? []).map((cell) => cell.sums).reduce(added, {});
		const n = sums.response?.n ?? 0;
		if (n === 0) return [];
		return [{ id, n, index: toMean(sums.index), netPromoter: toNetPromoter(sums) }];
	});
}

function added(one: Overall, other: Overall): Overall {
	const kinds = Object.keys({ ...one, ...other }) as (keyof Overall)[];
	return Object.fromEntries(
		kinds.map((kind) => {
			const sum = (what: 'n' | 'micro') => (one[kind]?.[what] ?? 0) + (other[kind]?.[what] ?? 0);
			return [kind, { n: sum('n'), micro: sum('micro') }];
		})
	);
}
