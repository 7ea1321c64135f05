import type { EntryKind } from '#lib/domain/ledger/account.ts';
import type { Tier } from '#lib/domain/programme/programme.ts';
import type { Reasons } from '#lib/domain/reasons.ts';
import type { Text } from '#lib/domain/text.ts';
import type { Because, EntryLine, StayOfEntry, TierView } from '#lib/domain/views/common.ts';
import type { StayLine } from '#lib/domain/views/stays.ts';
import { readNoPoints } from '../stays/facts.ts';
import type { EntryRow, StayRow } from './queries.ts';

/** Rows as the lines of a page. */

type StayPart = Pick<EntryRow, 'stay_id' | 'property' | 'arrival' | 'departure' | 'nights'>;

export function toEntryLine(row: EntryRow & { reasons: string | null }): EntryLine {
	const stay = toStayOfEntry(row);
	const because = row.reasons === null ? undefined : becauseOf(JSON.parse(row.reasons) as Reasons);
	return {
		id: row.id,
		kind: row.kind as EntryKind,
		points: row.points,
		balanceAfter: row.balance_after,
		on: row.effective_on,
		// What is undefined is left out: the page carries every field.
		...(stay ? { stay } : {}),
		...(because ? { because } : {})
	};
}

export function toStayOfEntry(row: StayPart): StayOfEntry | undefined {
	const { stay_id, property, arrival, departure, nights } = row;
	if (stay_id === null || property === null) return undefined;
	return {
		id: stay_id,
		property: toText(property),
		arrival: arrival ?? '',
		departure: departure ?? '',
		nights: nights ?? 0
	};
}

export function toStayLine(row: Omit<StayRow, 'revision' | 'source' | 'source_id'>): StayLine {
	return {
		id: row.id,
		property: toText(row.property),
		status: row.status,
		arrival: row.arrival,
		departure: row.departure,
		nights: row.nights,
		points: Number(row.points ?? 0),
		noPoints: readNoPoints(row.no_points_because)
	};
}

export function toTierView({ id, name, tone }: Tier): TierView {
	return { id, name, tone };
}

/** Names of houses are written by `addProperty` alone, which checks them. */
export function toText(json: string): Text {
	return JSON.parse(json) as Text;
}

function becauseOf(reasons: Reasons): Because | undefined {
	switch (reasons.kind) {
		case 'expiry':
			return reasons.rule === 'inactivity' && reasons.activeOn
				? { code: 'expired-inactive', facts: { date: reasons.activeOn } }
				: { code: 'expired-lot', facts: { date: reasons.validTo } };
		case 'award':
			return { code: `award-${reasons.on}`, facts: {} };
		case 'activity':
			return { code: 'activity', facts: {} };
		case 'milestone':
			return { code: 'milestone', facts: { at: reasons.at } };
		case 'spend':
		case 'return':
			return typeof reasons.what === 'string'
				? { code: 'noted', facts: { note: reasons.what } }
				: { code: 'named', facts: {}, name: reasons.what };
		case 'given':
			return { code: 'noted', facts: { note: reasons.why } };
		case 'transfer':
			return reasons.how === 'pool' ? { code: 'pooled', facts: {} } : undefined;
		case 'merge':
			return { code: reasons.undone ? 'unmerged' : 'merged', facts: {} };
		default:
			return undefined;
	}
}
