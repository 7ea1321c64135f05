import type { Instant } from '#lib/domain/calendar.ts';
import { decideChanges } from '#lib/domain/preferences/decide-changes.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { claimCommand, findAnswer } from '../ledger/command.ts';
import { asked } from '../ledger/post-once.ts';
import { lockAccount } from '../ledger/queries.ts';
import { listProperties } from '../stays/queries.ts';
import { everywhere, listHeld, listItems } from './queries.ts';
import { findChange, writeChanges } from './wish-queries.ts';

export interface SavePreferences {
	/** Made by the one who asks; a retry carries the same. */
	readonly id: string;
	readonly memberId: string;
	/** Without it, it holds everywhere. */
	readonly propertyId?: string | undefined;
	/** By item; empty takes back what was said in that place. */
	readonly values: Readonly<Record<string, unknown>>;
}

export interface Saved {
	/** The items that are different now. */
	readonly items: readonly string[];
}

/**
 * Keeps what a member says, item by item: the last word wins, and each older one stays in the history.
 * Refused: `invalid` with the problem of each item, `not-found` for a hotel that there is not,
 * `account-suspended`, `same-id-other-body`.
 */
export function savePreferences(db: Db, command: SavePreferences, now: Instant): Promise<Saved> {
	return transact(db, (trx) =>
		onceFor(trx, asked('preferences', { source: 'app', ...command }), now, () =>
			save(trx, command, now)
		)
	);
}

export interface RestorePreference {
	readonly id: string;
	readonly memberId: string;
	/** A line of the member's history: what was said then is said again, in the same place. */
	readonly changeId: string;
}

/** Refused as `savePreferences`, and `not-found` for a change of somebody else. */
export function restorePreference(
	db: Db,
	command: RestorePreference,
	now: Instant
): Promise<Saved> {
	const { id, memberId, changeId } = command;
	return transact(db, (trx) =>
		onceFor(trx, asked('preference-restored', { source: 'app', ...command }), now, async () => {
			const change = await findChange(trx, memberId, changeId);
			if (!change) throw new Refusal('not-found');
			const propertyId = change.propertyId === everywhere ? undefined : change.propertyId;
			const values = { [change.itemId]: change.value };
			return save(trx, { id, memberId, propertyId, values }, now);
		})
	);
}

/** Holds the member, so that two devices follow each other, and answers a retry as the first time. */
async function onceFor(
	trx: Trx,
	what: ReturnType<typeof asked>,
	now: Instant,
	work: () => Promise<Saved>
): Promise<Saved> {
	const member = await lockAccount(trx, what.command.memberId);
	if (!member) throw new Refusal('not-found');
	const before = await findAnswer<Saved>(trx, what);
	if (before) return before;
	if (member.status === 'suspended') throw new Refusal('account-suspended');
	if (member.status !== 'active') throw new Refusal('not-found');
	const saved = await work();
	await claimCommand(trx, what, saved, now);
	return saved;
}

async function save(
	trx: Trx,
	{ id, memberId, propertyId, values }: SavePreferences,
	now: Instant
): Promise<Saved> {
	if (propertyId !== undefined) await mustBeThere(trx, propertyId);
	const place = propertyId ?? everywhere;
	const items = await listItems(trx, Object.keys(values));
	const { here: held } = await listHeld(trx, memberId, place);
	const { changes, problems } = decideChanges(items, held, values, propertyId);
	if (Object.keys(problems).length > 0) throw new Refusal('invalid', problems);
	await writeChanges(trx, { id, memberId, propertyId: place }, changes, now);
	return { items: changes.map(({ itemId }) => itemId) };
}

async function mustBeThere(trx: Trx, propertyId: string): Promise<void> {
	const properties = await listProperties(trx);
	if (!properties.some(({ id }) => id === propertyId)) throw new Refusal('not-found');
}
