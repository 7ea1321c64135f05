import type { Instant } from '#lib/domain/calendar.ts';
import { factsOfItem } from '#lib/domain/preferences/item-facts.ts';
import type { ItemDocument } from '#lib/domain/preferences/item.ts';
import { itemSchema } from '#lib/domain/preferences/schema.ts';
import { Refusal, type Facts } from '#lib/domain/refusal.ts';
import { changedFacts, changedMeanwhile } from '../audit/changes.ts';
import { recordAct, type Actor } from '../audit/queries.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { addItems, findGroup, takeItem, wasEverSaid } from './catalogue-queries.ts';
import { findItem, type CatalogueItem } from './queries.ts';

/** What an act of this area says was done to an item. */
export const itemActs = [
	'preference-added',
	'preference-changed',
	'preference-archived',
	'preference-offered'
] as const;

export interface SaveItem {
	/** Of a new item made by the form. */
	readonly id: string;
	/** The one that was shown; without it the item is new. */
	readonly revision?: number | undefined;
	readonly groupId: string;
	readonly sort: number;
	readonly document: ItemDocument;
}

/**
 * Adds or changes what guests are asked. An item keeps its kind and all its options, because guests
 * have answered them; whether it concerns health is settled once somebody has said something. Refused: `invalid` with the field, `not-found`, `changed-meanwhile`.
 */
export function saveItem(db: Db, command: SaveItem, actor: Actor, now: Instant): Promise<void> {
	const { success, data: document } = itemSchema.safeParse(command.document);
	if (!success) throw new Refusal('invalid', { field: 'document' });
	const { id, revision, groupId, sort } = command;
	return transact(db, async (trx) => {
		if (!(await findGroup(trx, groupId))) throw new Refusal('invalid', { field: 'groupId' });
		const before = await findItem(trx, id);
		const to = { groupId, sort, document };
		if (revision === undefined) return add(trx, id, to, before, actor, now);
		if (!before) throw new Refusal('not-found');
		await mustBeAt(trx, before, revision);
		await change(trx, before, to, actor, now);
	});
}

type Edited = Pick<SaveItem, 'groupId' | 'sort' | 'document'>;

async function add(
	trx: Trx,
	id: string,
	to: Edited,
	before: CatalogueItem | undefined,
	actor: Actor,
	now: Instant
): Promise<void> {
	// The form was sent twice.
	if (before && isEmpty(changedFacts(factsOfItem(before), factsOfItem(to)))) return;
	const by = { revision: 1, changed_at: now, changed_by: actor.id };
	const row = { group_id: to.groupId, sort: to.sort, status: 'offered' as const, ...by };
	const added = await addItems(trx, [{ id, ...row, document: JSON.stringify(to.document) }]);
	if (added.length === 0) throw new Refusal('same-id-other-body');
	await tell(trx, 'preference-added', id, { kind: to.document.kind, revision: 1 }, actor, now);
}

async function change(
	trx: Trx,
	before: CatalogueItem,
	to: Edited,
	actor: Actor,
	now: Instant
): Promise<void> {
	const { id, revision } = before;
	const facts = changedFacts(factsOfItem(before), factsOfItem(to));
	if (isEmpty(facts)) return;
	if ('after.health' in facts && (await wasEverSaid(trx, id)))
		throw new Refusal('invalid', { field: 'health' });
	if ('after.kind' in facts) throw new Refusal('invalid', { field: 'kind' });
	if (losesOption(before.document, to.document)) throw new Refusal('invalid', { field: 'options' });
	const row = { group_id: to.groupId, sort: to.sort, document: JSON.stringify(to.document) };
	if (!(await takeItem(trx, id, revision, row, actor.id, now))) throw new Refusal('still-running');
	await tell(trx, 'preference-changed', id, { ...facts, revision: revision + 1 }, actor, now);
}

function losesOption(before: ItemDocument, after: ItemDocument): boolean {
	if (!('options' in before) || !('options' in after)) return false;
	const kept = new Set(after.options.map(({ id }) => id));
	return before.options.some(({ id }) => !kept.has(id));
}

export interface ArchiveItem {
	readonly id: string;
	readonly revision: number;
	readonly archived: boolean;
}

/**
 * Guests are no longer asked, or are again; what they said is kept. Refused: `not-found`,
 * `changed-meanwhile`.
 */
export function archiveItem(
	db: Db,
	{ id, revision, archived }: ArchiveItem,
	actor: Actor,
	now: Instant
): Promise<void> {
	return transact(db, async (trx) => {
		const before = await findItem(trx, id);
		if (!before) throw new Refusal('not-found');
		if ((before.status === 'archived') === archived) return;
		await mustBeAt(trx, before, revision);
		const status = archived ? 'archived' : 'offered';
		if (!(await takeItem(trx, id, revision, { status }, actor.id, now)))
			throw new Refusal('still-running');
		const facts = { 'after.status': status, revision: revision + 1 };
		await tell(trx, `preference-${status}`, id, facts, actor, now);
	});
}

async function mustBeAt(trx: Trx, item: CatalogueItem, revision: number): Promise<void> {
	if (item.revision === revision) return;
	throw await changedMeanwhile(trx, subjectOf(item.id), itemActs, revision);
}

function tell(
	trx: Trx,
	act: (typeof itemActs)[number],
	id: string,
	facts: Facts,
	actor: Actor,
	now: Instant
): Promise<void> {
	return recordAct(trx, { actor, act, subject: subjectOf(id), facts }, now);
}

const subjectOf = (id: string) => ({ kind: 'preference-item', id }) as const;

const isEmpty = (facts: Facts) => Object.keys(facts).length === 0;
