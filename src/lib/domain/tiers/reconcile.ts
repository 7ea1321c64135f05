import type { NewId, TierGrant } from '../ledger/account.ts';
import { standing } from './held-tier.ts';
import { endsNoEarlier, granting, isAutomatic, revoking, type Expected } from './reached.ts';

/**
 * The grants that make those that stand equal to those expected: what is missing is added, what
 * nothing carries any more is revoked. A tier reached that another of the same kind now covers stays:
 * it was true when it was granted.
 */
export function reconcile(
	grants: readonly TierGrant[],
	expected: readonly Expected[],
	newId: NewId
): TierGrant[] {
	const ours = standing(grants).filter(isAutomatic);
	const gone = ours.filter((grant) => !expected.some((one) => carries(one, grant)));
	const missing = expected.filter((one) => !ours.some((grant) => isSame(one, grant)));
	return [
		...gone.map((grant) => revoking(grant, newId)),
		...missing.map((one) => granting(one, newId))
	];
}

function carries(one: Expected, grant: TierGrant): boolean {
	if (isSame(one, grant)) return true;
	return (
		one.kind === 'reached' &&
		grant.reason.kind === 'reached' &&
		one.tier === grant.tier &&
		one.from <= grant.from &&
		endsNoEarlier(one.validTo, grant.validTo)
	);
}

function isSame(one: Expected, grant: TierGrant): boolean {
	return (
		one.tier === grant.tier &&
		one.from === grant.from &&
		one.validTo === grant.validTo &&
		one.kind === grant.reason.kind &&
		one.way === grant.reason.way
	);
}
