import type { Instant } from '#lib/domain/calendar.ts';
import { groupSchema, type GroupDocument } from '#lib/domain/preferences/schema.ts';
import { Refusal, type Facts } from '#lib/domain/refusal.ts';
import { changedFacts, changedMeanwhile } from '../audit/changes.ts';
import { recordAct, type Actor } from '../audit/queries.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { addGroups, findGroup, takeGroup } from './catalogue-queries.ts';

/** What an act of this area says was done to a group. */
export const groupActs = ['preference-group-added', 'preference-group-changed'] as const;

export interface SaveGroup {
	/** Of a new group made by the form. */
	readonly id: string;
	/** The one that was shown; without it the group is new. */
	readonly revision?: number | undefined;
	readonly sort: number;
	readonly label: GroupDocument['label'];
	/** None of its items is asked. */
	readonly archived?: boolean | undefined;
}

/** Adds or changes a group of items. Refused: `invalid`, `not-found`, `changed-meanwhile`. */
export function saveGroup(
	db: Db,
	{ id, revision, sort, label, archived = false }: SaveGroup,
	actor: Actor,
	now: Instant
): Promise<void> {
	if (!groupSchema.safeParse({ label }).success) throw new Refusal('invalid', { field: 'label' });
	const subject = { kind: 'preference-group', id } as const;
	const document = JSON.stringify({ label, ...(archived && { archived }) });
	return transact(db, async (trx) => {
		const before = await findGroup(trx, id);
		const facts = changedFacts(before ? factsOf(before) : {}, factsOf({ sort, label, archived }));
		// Nothing is new, or the form of a new one was sent twice.
		if (before && Object.keys(facts).length === 0) return;
		if (revision === undefined) return add(trx, { id, sort, document }, facts, actor, now);
		if (!before) throw new Refusal('not-found');
		if (before.revision !== revision)
			throw await changedMeanwhile(trx, subject, groupActs, revision);
		if (!(await takeGroup(trx, id, revision, { sort, document }, actor.id, now)))
			throw new Refusal('still-running');
		const done = { actor, act: 'preference-group-changed', subject };
		await recordAct(trx, { ...done, facts: { ...facts, revision: revision + 1 } }, now);
	});
}

async function add(
	trx: Trx,
	group: { readonly id: string; readonly sort: number; readonly document: string },
	facts: Facts,
	actor: Actor,
	now: Instant
): Promise<void> {
	const by = { revision: 1, changed_at: now, changed_by: actor.id };
	const added = await addGroups(trx, [{ ...group, ...by }]);
	if (added.length === 0) throw new Refusal('same-id-other-body');
	const subject = { kind: 'preference-group', id: group.id } as const;
	const done = { actor, act: 'preference-group-added', subject };
	await recordAct(trx, { ...done, facts: { ...facts, revision: 1 } }, now);
}

function factsOf({ sort, label, archived = false }: Omit<SaveGroup, 'id' | 'revision'>): Facts {
	return {
		...{ sort, archived },
		...Object.fromEntries(Object.entries(label).map(([locale, said]) => [`label-${locale}`, said]))
	};
}
