import { later } from '../calendar.ts';
import type { NewId, TierGrant } from '../ledger/account.ts';
import type { History, Step } from '../ledger/history.ts';
import { mergeAccounts, type MergedAccounts, type Merging } from '../ledger/merge.ts';
import { emptyPosting, followedBy, nothing } from '../ledger/posting.ts';
import { versionOn, type Programme } from '../programme/programme.ts';
import { addCredits } from '../stays/follow.ts';
import { settle } from '../stays/settle.ts';
import { rankOf, standing } from '../tiers/held-tier.ts';
import { mergeCredits, unmergeCredits } from './merge-credits.ts';

/**
 * Two profiles of one guest become one: the points of both, the credits of both with each night once,
 * and of the tiers the better one. Milestones that either has had are not issued again. What time did
 * by that day is done first.
 */
export function mergeProfiles(
	from: History,
	into: History,
	merging: Merging,
	programme: Programme,
	newId: NewId
): MergedAccounts {
	const { on, merge } = merging;
	const left = settle(from, programme, on, newId);
	const kept = settle(into, programme, on, newId);
	const accounts = mergeAccounts(left.history, kept.history, merging, programme, newId);
	const came = mergeCredits(left.history.credits, kept.history.credits, merge, newId);
	const before = (now: History): History => ({
		...now,
		milestones: [...now.milestones, ...left.history.milestones],
		choices: [...now.choices, ...left.history.choices],
		pending: [...now.pending, ...left.history.pending],
		counted: [...now.counted, ...left.history.counted]
	});
	const credited = followedBy(
		followedBy(kept, () => accounts.into),
		(now) => addCredits(before(now), came, programme, newId)
	);
	return {
		from: followedBy(left, () => accounts.from),
		into: followedBy(credited, (now) =>
			grantMerged(now, left.history.grants, merging, programme, newId)
		),
		lots: accounts.lots
	};
}

/** The credits and tiers that came go again; points are for `giveUp`. */
export function unmergeProfile(
	history: History,
	{ merge }: Merging,
	programme: Programme,
	newId: NewId
): Step {
	const gone = unmergeCredits(history.credits, merge, newId);
	return followedBy(addCredits(history, gone, programme, newId), (now) => {
		const revoked = standing(now.grants)
			.filter(({ reason }) => reason.kind === 'merged' && reason.why === merge)
			.map((grant): TierGrant => ({
				...grant,
				id: newId(),
				reason: { kind: 'corrected', why: 'unmerged' },
				revokes: grant.id
			}));
		return granting(now, revoked);
	});
}

/** What the other holds today or will, as far as nothing here is as good for as long. */
function grantMerged(
	history: History,
	grants: readonly TierGrant[],
	{ merge, on }: Merging,
	programme: Programme,
	newId: NewId
): Step {
	const made: TierGrant[] = [];
	for (const grant of standing(grants)) {
		if (grant.validTo !== undefined && grant.validTo < on) continue;
		const copy: TierGrant = {
			...grant,
			id: newId(),
			from: later(grant.from, on),
			reason: { kind: 'merged', why: merge },
			programmeVersion: versionOn(programme, on).number
		};
		const held = [...standing(history.grants), ...made];
		if (!held.some((own) => covers(own, copy, programme))) made.push(copy);
	}
	return granting(history, made);
}

function granting(history: History, grants: readonly TierGrant[]): Step {
	if (grants.length === 0) return nothing(history);
	return {
		posting: { ...emptyPosting(history.account), grants },
		history: { ...history, grants: [...history.grants, ...grants] }
	};
}

function covers(own: TierGrant, other: TierGrant, programme: Programme): boolean {
	const { document } = versionOn(programme, other.from);
	return (
		own.from <= other.from &&
		rankOf(document, own.tier) >= rankOf(document, other.tier) &&
		(own.validTo === undefined || (other.validTo !== undefined && own.validTo >= other.validTo))
	);
}
