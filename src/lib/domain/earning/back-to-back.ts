import type { Credit, NewId } from '../ledger/account.ts';
import type { History } from '../ledger/history.ts';
import { versionOn, type CreditRule, type Programme } from '../programme/programme.ts';
import type { StayFacts } from '../stays/stay.ts';
import { fits } from './eligible.ts';

type StaysRule = Extract<CreditRule, { kind: 'stays' }>;

/** A stay that was counted, as far as another one can follow it. */
export type CountedStay = Pick<
	StayFacts,
	| 'id'
	| 'propertyCode'
	| 'brand'
	| 'channel'
	| 'ratePlan'
	| 'roomType'
	| 'nights'
	| 'arrival'
	| 'departure'
>;

/** Whether stays that follow each other count as one under any version. */
export function hasBackToBack(programme: Programme): boolean {
	return programme.some(({ document }) =>
		document.credits.some((rule) => rule.kind === 'stays' && rule.backToBack === 'one')
	);
}

/**
 * Whether a stay begins at the property, and on the day, at which another that counts by the rule
 * ended: then it adds no stay. Of two day uses on one day the one with the later id follows.
 */
export function followsAnother(
	stay: CountedStay,
	rule: StaysRule,
	counted: readonly CountedStay[]
): boolean {
	if (rule.backToBack !== 'one') return false;
	return counted.some(
		(other) =>
			other.id !== stay.id &&
			other.propertyCode === stay.propertyCode &&
			other.departure === stay.arrival &&
			(other.arrival !== stay.departure || other.id < stay.id) &&
			fits(rule.where, other)
	);
}

/**
 * After a stay came, went or moved: the credits that make those which follow its old or new dates count
 * as they now should, so that the order in which stays become known does not matter.
 */
export function recreditFollowers(
	{ counted, credits }: Pick<History, 'counted' | 'credits'>,
	moved: readonly CountedStay[],
	programme: Programme,
	newId: NewId
): Credit[] {
	const ids = new Set(moved.map(({ id }) => id));
	const followers = counted.filter(
		(stay) =>
			!ids.has(stay.id) &&
			moved.some(
				({ propertyCode, departure }) =>
					stay.propertyCode === propertyCode && stay.arrival === departure
			)
	);
	return followers.flatMap((stay) => {
		const version = versionOn(programme, stay.departure);
		const rules = version.document.credits.filter(
			(rule): rule is StaysRule => rule.kind === 'stays' && fits(rule.where, stay)
		);
		return [...Map.groupBy(rules, (rule) => rule.credit)].flatMap(([kind, own]): Credit[] => {
			const should = own.filter((rule) => !followsAnother(stay, rule, counted)).length;
			const amount = should - countOf(credits, kind, stay.id);
			if (amount === 0) return [];
			const { id: stayId, departure: countsOn } = stay;
			const programmeVersion = version.number;
			return [{ id: newId(), kind, amount, countsOn, basis: 'real', stayId, programmeVersion }];
		});
	});
}

function countOf(credits: readonly Credit[], kind: string, stayId: string): number {
	return credits.reduce(
		(sum, credit) => (credit.kind === kind && credit.stayId === stayId ? sum + credit.amount : sum),
		0
	);
}
