import { addDays, type PlainDate } from '../calendar.ts';
import type { TierGrant, TierReason } from '../ledger/account.ts';
import { versionOn, type Programme, type Tier } from '../programme/programme.ts';
import { hasKeep } from './kinds.ts';
import { endsNoEarlier } from './reached.ts';

export interface HeldTier {
	readonly tier: Tier;
	/** Its place among the tiers, 0 for the floor. */
	readonly rank: number;
	/** The day since when it is held without a gap; none for the floor. */
	readonly since?: PlainDate | undefined;
	/** Its last day; none for the floor and for life. */
	readonly validTo?: PlainDate | undefined;
}

/** The grants that were not taken back. */
export function standing(grants: readonly TierGrant[]): readonly TierGrant[] {
	if (!grants.some((grant) => grant.revokes !== undefined)) return grants;
	const revoked = new Set(grants.map((grant) => grant.revokes));
	return grants.filter((grant) => grant.revokes === undefined && !revoked.has(grant.id));
}

/** Whether it simply ends: what is lent or bought with points is not kept by meeting anything. */
export function simplyEnds(kind: TierReason['kind']): boolean {
	return kind === 'challenge' || kind === 'gift';
}

/** The tier's place in a version, −1 when it has no such tier. */
export function rankOf(
	version: { readonly tiers: readonly Pick<Tier, 'id'>[] },
	tier: string
): number {
	return version.tiers.findIndex(({ id }) => id === tier);
}

export function inForce(grant: Pick<TierGrant, 'from' | 'validTo'>, day: PlainDate): boolean {
	return grant.from <= day && (grant.validTo === undefined || day <= grant.validTo);
}

/**
 * The highest tier granted for a day, else the floor. A downgrade happens by itself when a grant ends;
 * but a tier that has to be kept is held on until its review is done, so that nobody sees a fall that
 * the review undoes. Where the programme has such tiers the grants must be all there are.
 */
export function heldTier(
	grants: readonly TierGrant[],
	programme: Programme,
	day: PlainDate
): HeldTier {
	const { document } = versionOn(programme, day);
	const waits = hasKeep(programme) ? awaitingReview(grants, programme, day) : [];
	let rank = 0;
	for (const grant of standing(grants))
		if (inForce(grant, day)) rank = Math.max(rank, rankOf(document, grant.tier));
	for (const grant of waits) rank = Math.max(rank, rankOf(document, grant.tier));
	const tier = document.tiers[rank] ?? document.tiers[0];
	if (rank === 0) return { tier, rank };
	const same = standing(grants).filter((grant) => grant.tier === tier.id);
	const waiting = waits.find((grant) => grant.tier === tier.id);
	const at = same.some((one) => inForce(one, day)) ? day : (waiting?.validTo ?? day);
	return { tier, rank, since: beginning(same, at), validTo: ending(same, at) };
}

/** Tiers that ended before a day, with nothing that credits have led to since: their review is due. */
function awaitingReview(
	grants: readonly TierGrant[],
	programme: Programme,
	day: PlainDate
): readonly TierGrant[] {
	const all = standing(grants);
	return all.filter(({ tier, validTo, reason }) => {
		if (validTo === undefined || validTo >= day || simplyEnds(reason.kind)) return false;
		const { document } = versionOn(programme, validTo);
		if (!document.tiers.find(({ id }) => id === tier)?.keep) return false;
		return !all.some(
			({ from, reason: { kind } }) =>
				from > validTo &&
				from <= day &&
				(kind === 'reached' || kind === 'kept' || kind === 'fallen')
		);
	});
}

/**
 * The last day through which a tier or a higher one is held without a gap from some day of the span
 * on; 'life' when that has no end, undefined when it is not held on any day of it.
 */
export function heldThrough(
	grants: readonly TierGrant[],
	programme: Programme,
	tier: string,
	from: PlainDate,
	to: PlainDate
): PlainDate | 'life' | undefined {
	const enough = standing(grants).filter((grant) => {
		const { document } = versionOn(programme, grant.from);
		return rankOf(document, grant.tier) >= rankOf(document, tier);
	});
	const touching = enough.filter(
		(grant) => grant.from <= to && (grant.validTo === undefined || grant.validTo >= from)
	);
	const [any] = touching;
	if (!any) return undefined;
	const last = touching.reduce(
		(one, other) => (endsNoEarlier(one.validTo, other.validTo) ? one : other),
		any
	);
	return last.validTo === undefined ? 'life' : (ending(enough, last.validTo) ?? 'life');
}

/** The last day of the unbroken run of grants that holds on a day. */
function ending(grants: readonly TierGrant[], day: PlainDate): PlainDate | undefined {
	let end = day;
	for (;;) {
		const next = grants.find(
			({ from, validTo }) => from <= addDays(end, 1) && (validTo === undefined || validTo > end)
		);
		if (!next) return end;
		if (next.validTo === undefined) return undefined;
		end = next.validTo;
	}
}

function beginning(grants: readonly TierGrant[], day: PlainDate): PlainDate {
	let start = day;
	for (;;) {
		const before = grants.find(
			({ from, validTo }) =>
				from < start && (validTo === undefined || validTo >= addDays(start, -1))
		);
		if (!before) return start;
		start = before.from;
	}
}
