import type { GroupScores } from '#lib/domain/views/survey-results.ts';
import { csvAnswer } from '#lib/server/csv-answer.ts';
import { readList } from '#lib/server/lists.ts';
import { readResults } from '#lib/server/surveys/read-results.ts';
import { readScores } from '#lib/server/surveys/read-scores.ts';
import { filterNames } from '#lib/server/surveys/result-filter.ts';
import { sayGroup } from '#lib/ui/survey/group-words.ts';
import type { RequestHandler } from './$types';

const head = [
	...['by', 'id', 'name', 'index', 'index_responses'],
	...['nps', 'nps_from', 'nps_to', 'nps_responses', 'nps_few']
];

/** Index and recommendation: of all, of each month, and of each house, tier, kind of guest and channel. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const { filters } = readList(url, { sorts: ['date'], filters: filterNames });
	const all = await readResults(locals.db, filters, locals.now());
	const scores = await readScores(locals.db, filters, locals.now());
	return csvAnswer('scores', [
		head,
		['all', '', '', ...scored(all)],
		...all.months.map(({ month, ...one }) => ['month', month, month, ...scored(one)]),
		...scores.by.flatMap(({ by, groups }) =>
			groups.map(({ id, ...one }) => [by, id, sayGroup(by, id, scores), ...scored(one)])
		)
	]);
};

function scored({
	index,
	netPromoter: nps
}: Pick<GroupScores, 'index' | 'netPromoter'>): (string | number)[] {
	const bound = (value: number) => Number(Math.min(Math.max(value, -100), 100).toFixed(1));
	return [
		...(index ? [index.score.toFixed(3), index.n] : ['', 0]),
		...(nps
			? [
					bound(nps.score),
					...[bound(nps.score - nps.margin), bound(nps.score + nps.margin)],
					...[nps.n, nps.small ? 'yes' : 'no']
				]
			: ['', '', '', 0, ''])
	];
}
