import { addDays, addMonths, later, type PlainDate } from '../calendar.ts';
import type { TierGrant } from '../ledger/account.ts';
import type { History } from '../ledger/history.ts';
import type { Expiry, Programme, PublishedVersion } from '../programme/programme.ts';
import { heldThrough } from '../tiers/held-tier.ts';

type Inactivity = Extract<Expiry, { kind: 'inactivity' }>;

export interface Silence {
	/** The last usable day. */
	readonly validTo: PlainDate;
	/** The day from which the silence counts. */
	readonly since: PlainDate;
	/** The version whose rule it is. */
	readonly version: PublishedVersion;
}

/** Usable through the day before the activity + N months, or N days counting the day itself. */
export function silentTo(rule: Inactivity, activeOn: PlainDate): PlainDate {
	const end = rule.months === undefined ? activeOn : addMonths(activeOn, rule.months);
	return addDays(end, (rule.days ?? 0) - 1);
}

/**
 * Until when an account's points stay usable if nothing more happens, under the version that is in
 * force then. Undefined: silence never ends them, or there are none. A version never lets points
 * lapse before it is in force.
 */
export function silenceOf(history: History, programme: Programme): Silence | undefined {
	if (history.lots.length === 0) return undefined;
	for (const [at, version] of programme.entries()) {
		const rule = version.document.expiry;
		if (rule.kind !== 'inactivity') continue;
		const since = sinceOf(rule, history);
		const awake = wakeful(rule, since, history.grants, programme);
		if (awake === undefined) return undefined;
		const validTo =
			at === 0 ? silentTo(rule, awake) : later(silentTo(rule, awake), addDays(version.from, -1));
		const next = programme[at + 1];
		if (!next || addDays(validTo, 1) < next.from) return { validTo, since: awake, version };
	}
	return undefined;
}

/** Points that came without activity, when nothing older was alive, count from their own day. */
function sinceOf(rule: Inactivity, history: History): PlainDate {
	const { activeOn } = history.account;
	const oldest = history.lots.reduce(
		(first, lot) => (lot.earnedOn < first ? lot.earnedOn : first),
		'9999-12-31'
	);
	return activeOn !== undefined && silentTo(rule, activeOn) >= oldest ? activeOn : oldest;
}

/** From when the time runs, given that it sleeps while a tier is held; undefined when it never wakes. */
function wakeful(
	rule: Inactivity,
	since: PlainDate,
	grants: readonly TierGrant[],
	programme: Programme
): PlainDate | undefined {
	if (rule.sleepsFrom === undefined) return since;
	let from = since;
	for (;;) {
		const held = heldThrough(grants, programme, rule.sleepsFrom, from, silentTo(rule, from));
		if (held === undefined) return from;
		if (held === 'life') return undefined;
		from = addDays(held, 1);
	}
}
