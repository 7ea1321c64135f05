import { addDays, dayNumber } from '../calendar.ts';
import { uncredit } from '../earning/credit-stay.ts';
import type { Credit, NewId } from '../ledger/account.ts';

/** What marks the credits that came with a merge. */
export function causeOf(merge: string): string {
	return `merge ${merge}`;
}

/**
 * The credits of one profile as they count in another: what of them still stands, without nights that
 * the other counts already, and without a year in a tier that both have.
 */
export function mergeCredits(
	from: readonly Credit[],
	into: readonly Credit[],
	merge: string,
	newId: NewId
): Credit[] {
	const cause = causeOf(merge);
	const isHeldTwice = (credit: Credit) =>
		credit.cause === 'tier-years' &&
		into.some(
			(own) =>
				own.cause === 'tier-years' && own.kind === credit.kind && own.countsOn === credit.countsOn
		);
	return standingCredits(from, newId)
		.filter((credit) => !isHeldTwice(credit))
		.flatMap((credit) => uncovered(credit, into, newId))
		.map((credit) => ({ ...credit, cause }));
}

/** Rows that take back what came with a merge, and all that its stays have counted here since. */
export function unmergeCredits(credits: readonly Credit[], merge: string, newId: NewId): Credit[] {
	const cause = causeOf(merge);
	const came = credits.filter((credit) => credit.cause === cause);
	const stays = new Set(came.flatMap(({ stayId }) => stayId ?? []));
	const gone = credits.filter(({ stayId, cause: made }) =>
		stayId === undefined ? made === cause : stays.has(stayId)
	);
	const byStay = Map.groupBy(gone, ({ stayId }) => stayId ?? '');
	return [...byStay.values()].flatMap((made) => uncredit(made, newId));
}

/** Credits of the same thing as one, those that were taken back left out. */
function standingCredits(credits: readonly Credit[], newId: NewId): Credit[] {
	const byMaker = Map.groupBy(credits, ({ stayId, cause }) => `${stayId ?? ''} ${cause ?? ''}`);
	return [...byMaker.values()].flatMap((made) =>
		uncredit(made, newId).map((credit) => ({ ...credit, amount: -credit.amount }))
	);
}

/** The runs of a run of nights that the other credits leave free; anything else as it is. */
function uncovered(credit: Credit, others: readonly Credit[], newId: NewId): Credit[] {
	const { startsOn, amount, kind } = credit;
	if (startsOn === undefined || amount <= 0) return [credit];
	const taken = nightsOf(others.filter((other) => other.kind === kind));
	const first = dayNumber(startsOn);
	const runs: Credit[] = [];
	let start: number | undefined;
	for (let night = 0; night <= amount; night += 1) {
		const isFree = night < amount && !((taken.get(first + night) ?? 0) > 0);
		if (isFree) start ??= night;
		else if (start !== undefined) {
			const run = { startsOn: addDays(startsOn, start), amount: night - start };
			runs.push({ ...credit, ...run, id: newId() });
			start = undefined;
		}
	}
	return runs;
}

function nightsOf(credits: readonly Credit[]): ReadonlyMap<number, number> {
	const nights = new Map<number, number>();
	for (const { startsOn, amount } of credits) {
		if (startsOn === undefined) continue;
		const first = dayNumber(startsOn);
		for (let night = first; night < first + Math.abs(amount); night += 1)
			nights.set(night, (nights.get(night) ?? 0) + Math.sign(amount));
	}
	return nights;
}
