import { later, type PlainDate } from '../calendar.ts';
import {
	versionNumbered,
	type Activity,
	type Programme,
	type Version
} from '../programme/programme.ts';
import type { Account, Entry, EntryKind } from './account.ts';
import type { Reasons } from '../reasons.ts';

/** What kind of activity an entry is; corrections, returns and expiry are none. */
export function activityOf(kind: EntryKind, reasons: Reasons): Activity | undefined {
	if (kind === 'reversal' || kind === 'expire' || kind === 'return' || kind === 'import')
		return undefined;
	switch (reasons.kind) {
		case 'stay':
		case 'activity':
			return reasons.kind;
		case 'spend':
			return kind === 'transfer-out' ? 'transfer' : 'redeem';
		case 'award':
			return 'award';
		case 'milestone':
			// What comes because nobody chose is nothing that the member did.
			return reasons.by === 'deadline' ? undefined : 'award';
		case 'given':
			return reasons.what === 'import' ? undefined : reasons.what;
		case 'transfer':
			// Of a pool, only who draws does something.
			return reasons.how === 'pool' && kind === 'transfer-out' ? undefined : 'transfer';
		default:
			return undefined;
	}
}

const earningAndSpending: readonly Activity[] = ['stay', 'activity', 'redeem', 'award', 'purchase'];

/** Whether the version counts it; where points do not expire by silence, earning and spending count. */
export function keepsAlive(version: Version, activity: Activity | undefined): boolean {
	if (!activity) return false;
	const { expiry } = version;
	return (expiry.kind === 'inactivity' ? expiry.activity : earningAndSpending).includes(activity);
}

/** The account after an entry that may be activity. */
export function active(account: Account, entry: Entry, version: Version): Account {
	if (!keepsAlive(version, activityOf(entry.kind, entry.reasons))) return account;
	const activeOn = account.activeOn
		? later(account.activeOn, entry.effectiveOn)
		: entry.effectiveOn;
	return activeOn === account.activeOn ? account : { ...account, activeOn };
}

/**
 * The last activity among entries, those that were taken back left out: what `activeOn` must be.
 *
 * @param entries of the member, and of every profile that was merged into theirs
 */
export function lastActivityOn(
	entries: readonly Entry[],
	programme: Programme
): PlainDate | undefined {
	const reversed = new Set(entries.map((entry) => entry.reverses));
	let last: PlainDate | undefined;
	for (const entry of entries) {
		if (reversed.has(entry.id)) continue;
		const on = activityDay(entry, programme);
		if (on !== undefined) last = last === undefined ? on : later(last, on);
	}
	return last;
}

function activityDay(entry: Entry, programme: Programme): PlainDate | undefined {
	const { document } = versionNumbered(programme, entry.programmeVersion);
	const counts = keepsAlive(document, activityOf(entry.kind, entry.reasons));
	return counts ? entry.effectiveOn : undefined;
}
