import { addMonths, type PlainDate } from '#lib/domain/calendar.ts';
import { versionOn, type Programme } from '#lib/domain/programme/programme.ts';
import type { Replayed } from '#lib/domain/replay/replay-member.ts';
import type { Reader } from '../db/database.ts';
import { replayMembers } from './replay-members.ts';

export interface DryRun extends Omit<Replayed, 'tier'> {
	/** The departures that were replayed, both days included. */
	readonly from: PlainDate;
	readonly to: PlainDate;
	/** Those who have a stay in these days. */
	readonly members: number;
	/** How many of them hold which tier on the last day, lowest first. */
	readonly tiers: Readonly<Record<string, number>>;
}

/** The last so many months: from the same day then through today. */
export function lastMonths(months: number, today: PlainDate): { from: PlainDate; to: PlainDate } {
	return { from: addMonths(today, -months), to: today };
}

/**
 * What a programme would have given all members together for the stays that ended on these days, as
 * if it had been in force all the time and nobody had spent. Writes nothing.
 */
export async function dryRun(
	reader: Reader,
	programme: Programme,
	days: { readonly from: PlainDate; readonly to: PlainDate },
	onProgress: (members: number) => void = () => {}
): Promise<DryRun> {
	const { tiers } = versionOn(programme, days.to).document;
	const run = {
		...days,
		members: 0,
		...{ stays: 0, earning: 0, waiting: 0, entries: 0, points: {}, balance: 0, pending: 0 },
		milestones: 0,
		tiers: Object.fromEntries(tiers.map(({ id }) => [id, 0]))
	};
	for await (const slice of replayMembers(reader, programme, days)) {
		for (const one of slice) {
			run.members += 1;
			for (const name of ['stays', 'earning', 'waiting', 'entries', 'balance'] as const)
				run[name] += one[name];
			for (const name of ['pending', 'milestones'] as const) run[name] += one[name];
			addTo(run.points, one.points);
			addTo(run.tiers, { [one.tier]: 1 });
		}
		onProgress(run.members);
	}
	return run;
}

function addTo(sums: Record<string, number>, more: Readonly<Record<string, number>>): void {
	for (const [name, count] of Object.entries(more)) sums[name] = (sums[name] ?? 0) + count;
}
