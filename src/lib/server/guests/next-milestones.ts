import type { PlainDate, Span } from '#lib/domain/calendar.ts';
import type { History } from '#lib/domain/ledger/history.ts';
import { numbersOf, unitsPerNumber } from '#lib/domain/milestones/milestones-of.ts';
import {
	versionOn,
	type Milestone,
	type Programme,
	type Version
} from '#lib/domain/programme/programme.ts';
import { windowOn } from '#lib/domain/tiers/windows.ts';
import type { NextMilestones } from '#lib/domain/views/milestones.ts';
import type { Reader } from '../db/database.ts';
import { toGifts, toMilestoneCounter } from './milestone-lines.ts';
import { sumMilestoneCredits } from './queries.ts';

const steps_shown = 3;

/** The next numbers of each counter that the version in force has milestones of, and how far they are. */
export async function readNextMilestones(
	db: Reader,
	memberId: string,
	history: History,
	programme: Programme,
	today: PlainDate
): Promise<NextMilestones[]> {
	const { document } = versionOn(programme, today);
	const groups = Map.groupBy(
		document.milestones ?? [],
		({ credit, window }) => `${credit} ${window.kind}`
	);
	const windows = [...groups].map(([id, milestones]) => ({
		id,
		milestones,
		window: windowOn(milestones[0]!.window, today, history.joinedOn)
	}));
	const since = [...new Set(windows.map(({ window }) => window.from ?? ''))];
	const sums = new Map(
		await Promise.all(
			since.map(
				async (from) =>
					[from, await sumMilestoneCredits(db, { memberId, since: from, today })] as const
			)
		)
	);
	return windows.flatMap(({ id, milestones, window }) => {
		const [first] = milestones;
		const sum = sums.get(window.from ?? '')?.find(({ kind }) => kind === first?.credit);
		return toNext(id, milestones, Number(sum?.amount ?? 0), window, document);
	});
}

function toNext(
	id: string,
	milestones: readonly Milestone[],
	has: number,
	window: Span,
	version: Version
): NextMilestones[] {
	const coming = milestones.flatMap((milestone) =>
		numbersOf(milestone)
			.filter((at) => at * unitsPerNumber(milestone, version) > has)
			.map((at) => ({ at, milestone }))
	);
	const numbers = [...new Set(coming.map(({ at }) => at))].toSorted((a, b) => a - b);
	const [first] = milestones;
	const [nearest] = numbers;
	if (!first || nearest === undefined) return [];
	return [
		{
			id,
			counter: toMilestoneCounter(first, version, { has, at: nearest }),
			by: window.to,
			steps: numbers.slice(0, steps_shown).flatMap((at) =>
				coming
					.filter((one) => one.at === at)
					.map(({ milestone }) => ({
						at,
						counter: toMilestoneCounter(milestone, version, { has, at }),
						...toGifts(milestone)
					}))
			)
		}
	];
}
