import type { PlainDate } from '../calendar.ts';
import { lotValidTo } from '../expiry/lot-dates.ts';
import type { Award, AwardOccasion, PublishedVersion } from '../programme/programme.ts';
import type { Reasons } from '../reasons.ts';
import type { EntryKind, Lot, NewId } from './account.ts';
import { active } from './activity.ts';
import type { History, Step } from './history.ts';
import { inSpendingOrder } from './lots.ts';
import { emptyPosting, enter } from './posting.ts';

export interface Earning {
	readonly kind: Extract<
		EntryKind,
		'earn' | 'bonus' | 'adjust' | 'transfer-in' | 'import' | 'goodwill'
	>;
	/** Above 0. */
	readonly points: number;
	/** The day it counts. */
	readonly effectiveOn: PlainDate;
	/** The day that the lot ages from, where it is another. */
	readonly earnedOn?: PlainDate | undefined;
	readonly reasons: Reasons;
	readonly stayId?: string | undefined;
	readonly stayRevision?: number | undefined;
	/** Replaces the date that the programme would give the lot (an opening balance keeps its own). */
	readonly validTo?: PlainDate | undefined;
}

/** New points: first they heal what is owed, the rest opens a lot dated by the version's expiry rule. */
export function earn(
	history: History,
	earning: Earning,
	version: PublishedVersion,
	newId: NewId
): Step {
	if (!Number.isSafeInteger(earning.points) || earning.points <= 0)
		throw new Error(`earning ${earning.points} points`);
	const { earnedOn = earning.effectiveOn } = earning;
	const healed = Math.min(history.account.debt, earning.points);
	const granted = earning.points - healed;
	const { entry, account } = enter(history.account, {
		id: newId(),
		kind: earning.kind,
		points: earning.points,
		debtChange: healed === 0 ? 0 : -healed,
		effectiveOn: earning.effectiveOn,
		programmeVersion: version.number,
		stayId: earning.stayId,
		stayRevision: earning.stayRevision,
		reasons: earning.reasons
	});
	const opened: Lot[] =
		granted === 0
			? []
			: [
					{
						id: newId(),
						entryId: entry.id,
						granted,
						left: granted,
						earnedOn,
						validTo: earning.validTo ?? lotValidTo(version.document.expiry, earnedOn)
					}
				];
	const after = active(account, entry, version.document);
	return {
		posting: {
			...emptyPosting(after),
			entries: [entry],
			opened,
			moves: opened.map((lot) => ({ entryId: entry.id, lotId: lot.id, points: granted }))
		},
		history: {
			...history,
			account: after,
			lots: inSpendingOrder([...history.lots, ...opened])
		}
	};
}

/** The points the version gives on an occasion; undefined where it gives none. */
export function findAward(version: PublishedVersion, on: AwardOccasion): Award | undefined {
	return version.document.awards.find((award) => award.on === on);
}

/** Points of an award, as a bonus entry. At most once per occasion is for the caller to see. */
export function earnAward(
	history: History,
	award: Award,
	given: { on: PlainDate; stayId?: string | undefined },
	version: PublishedVersion,
	newId: NewId
): Step {
	const { stayId } = given;
	return earn(
		history,
		{
			kind: 'bonus',
			points: award.points,
			effectiveOn: given.on,
			stayId,
			reasons: {
				kind: 'award',
				version: version.number,
				award: award.id,
				on: award.on,
				points: award.points,
				stayId
			}
		},
		version,
		newId
	);
}
