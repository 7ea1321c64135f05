import type { Programme } from '../programme/programme.ts';

// Which programmes need more than sums over windows. Asked for every stay, so the answers are kept.

/**
 * Whether what a member holds decides what they can reach or keep, so that days must be walked through
 * in order.
 */
export const isSequential = kept((programme) =>
	programme.some(
		({ document: { tiers, restart } }) =>
			restart !== undefined ||
			tiers.some(
				({ keep, ways }) =>
					keep !== undefined ||
					ways.some((way) => way.kind === 'challenge' || (way.kind === 'reach' && way.after))
			)
	)
);

/** Whether a tier is reviewed at its end. */
export const hasKeep = kept((programme) =>
	programme.some(({ document }) => document.tiers.some(({ keep }) => keep !== undefined))
);

/** Whether the end of a calendar year makes credits. */
export const closesYears = kept((programme) =>
	programme.some(
		({ document: { rollOver, tierYears } }) =>
			(rollOver ?? []).length > 0 || (tierYears ?? []).length > 0
	)
);

/** Whether counters ever start anew. */
export const hasRestart = kept((programme) =>
	programme.some(({ document }) => document.restart !== undefined)
);

function kept(ask: (programme: Programme) => boolean): (programme: Programme) => boolean {
	const answers = new WeakMap<Programme, boolean>();
	return (programme) => {
		const known = answers.get(programme);
		if (known !== undefined) return known;
		const answer = ask(programme);
		answers.set(programme, answer);
		return answer;
	};
}
