import type { Instant } from '#lib/domain/calendar.ts';
import { decideChanges, type Change } from '#lib/domain/preferences/decide-changes.ts';
import { isOlder } from '#lib/domain/phone/said.ts';
import type { Item } from '#lib/domain/preferences/item.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { FieldProblem } from '#lib/domain/views/form-answer.ts';
import { fingerprint, hasKeys } from '../crypto/seal.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { claimCommand, findAnswer } from '../ledger/command.ts';
import { asked } from '../ledger/post-once.ts';
import { lockAccount } from '../ledger/queries.ts';
import { agreeToHealth, hasAgreedToHealth, type HealthYes } from './consent.ts';
import { findHealthChange, writeHealth } from './health-queries.ts';
import { levelOf, readHeld, valuesOf } from './held.ts';
import { listLastSaid } from './last-said-queries.ts';
import { placeFor } from './place-for.ts';
import { everywhere } from './places.ts';
import { listItems } from './queries.ts';
import { findChange, writeChanges } from './wish-queries.ts';

export interface SavePreferences {
	/** Made by the one who asks; a retry carries the same. */
	readonly id: string;
	readonly memberId: string;
	/** Without it, and without a stay, it holds everywhere. */
	readonly propertyId?: string | undefined;
	/** For one stay to come alone. */
	readonly stayId?: string | undefined;
	/** By item; empty takes back what was said in that place. */
	readonly values: Readonly<Record<string, unknown>>;
	/** The yes, given with this form, that what says something of health may be kept. */
	readonly agreed?: HealthYes | undefined;
}

export interface Saved {
	/** The items that are different now. */
	readonly items: readonly string[];
	/** Those to which another device had said something later, and when: that holds. */
	readonly newer: readonly { readonly item: string; readonly at: Instant }[];
}

/**
 * Keeps what a member said at an instant, item by item: the last word wins, also over one that arrives
 * later, and each older one stays in the history.
 * What says something of health is sealed, and kept only with a consent of its own.
 * Refused: `invalid` with the problem of each item, `not-found` for a hotel or a stay that there is not,
 * `stay-over`, `account-suspended`, `same-id-other-body`.
 */
export function savePreferences(
	db: Db,
	command: SavePreferences,
	now: Instant,
	said = now
): Promise<Saved> {
	return transact(db, async (trx) => {
		const items = await listItems(trx, Object.keys(command.values));
		const { agreed, ...body } = { ...command, values: blind(trx, items, command.values) };
		void agreed;
		return onceFor(trx, asked('preferences', { source: 'app', ...body }), now, () =>
			save(trx, command, items, now, said)
		);
	});
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
			const change =
				(await findChange(trx, memberId, changeId)) ??
				(await findHealthChange(trx, memberId, changeId));
			if (!change) throw new Refusal('not-found');
			const propertyId = change.propertyId === everywhere ? undefined : change.propertyId;
			const stayId = change.stayId === '' ? undefined : change.stayId;
			const values = { [change.itemId]: change.value };
			const items = await listItems(trx, [change.itemId]);
			return save(trx, { id, memberId, propertyId, stayId, values }, items, now, now);
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
	command: SavePreferences,
	items: ReadonlyMap<string, Item>,
	now: Instant,
	said: Instant
): Promise<Saved> {
	const { id, memberId, values } = command;
	const { place, asks } = await placeFor(trx, command, now);
	const held = await readHeld(trx, [memberId], {
		propertyId: place.propertyId,
		stayIds: place.stayId === '' ? [] : [place.stayId],
		health: true
	});
	const here = valuesOf(held.of(memberId, place.stayId)[levelOf(place)]);
	const { changes, problems } = decideChanges(items, here, values, asks);
	const isHealth = ({ itemId }: Change) => items.get(itemId)?.document.health === true;
	const ofHealth = changes.filter(isHealth);
	const wrong = { ...problems, ...(await healthProblems(trx, command, ofHealth)) };
	if (Object.keys(wrong).length > 0) throw new Refusal('invalid', wrong);
	if (command.agreed && ofHealth.some(saysSomething))
		await agreeToHealth(trx, memberId, command.agreed, now);
	const where = { id, memberId, ...place };
	const ids = changes.map(({ itemId }) => itemId);
	const lastSaid = said < now ? await listLastSaid(trx, where, ids) : new Map<string, Instant>();
	const isOver = ({ itemId }: Change) => isOlder(said, lastSaid.get(itemId));
	const [over, kept] = [changes.filter(isOver), changes.filter((one) => !isOver(one))];
	const clear = (some: readonly Change[]) => some.filter((one) => !isHealth(one));
	await writeChanges(trx, where, clear(kept), clear(over), said);
	await writeHealth(trx, where, kept.filter(isHealth), over.filter(isHealth), said);
	return {
		items: kept.map(({ itemId }) => itemId),
		newer: over.map(({ itemId: item }) => ({ item, at: lastSaid.get(item) ?? said }))
	};
}

const saysSomething = ({ value }: Change) => value !== undefined;

/** What may not be kept without keys, or without the consent that is its own. */
async function healthProblems(
	trx: Trx,
	{ memberId, agreed }: SavePreferences,
	changes: readonly Change[]
): Promise<Record<string, FieldProblem>> {
	const said = changes.filter(saysSomething);
	if (said.length === 0) return {};
	const all = (problem: FieldProblem) =>
		Object.fromEntries(said.map(({ itemId }) => [itemId, problem]));
	if (!hasKeys(trx)) return all('not-offered');
	return (await hasAgreedToHealth(trx, memberId, agreed)) ? {} : all('consent-needed');
}

/** What is asked is remembered by its hash, so that of health only who has the keys could try values. */
function blind(
	trx: Trx,
	items: ReadonlyMap<string, Item>,
	values: Readonly<Record<string, unknown>>
): Record<string, unknown> {
	const isHealth = (id: string) => items.get(id)?.document.health === true && hasKeys(trx);
	return Object.fromEntries(
		Object.entries(values).map(([id, value]) => [
			id,
			isHealth(id) ? fingerprint(trx, JSON.stringify(value ?? null)) : value
		])
	);
}
