import type { Instant } from '#lib/domain/calendar.ts';
import { catalogue } from '#lib/domain/preferences/catalogue.ts';
import { recordAct, type Actor } from '../audit/queries.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { addGroups, addItems } from './catalogue-queries.ts';

/**
 * Puts the shipped catalogue into a house that has none of it, or lacks a part. What the hotel changed
 * or archived stays as it is. Returns how many items it added.
 */
export function installCatalogue(db: Db, actor: Actor, now: Instant): Promise<number> {
	const by = { revision: 1, changed_at: now, changed_by: actor.id };
	return transact(db, async (trx) => {
		await addGroups(
			trx,
			catalogue.map(({ id, label }, at) => ({
				id,
				sort: (at + 1) * 10,
				document: JSON.stringify({ label }),
				...by
			}))
		);
		const added = await addItems(
			trx,
			catalogue.flatMap((group) =>
				group.items.map(({ id, document }, at) => ({
					id,
					group_id: group.id,
					sort: (at + 1) * 10,
					status: 'offered' as const,
					document: JSON.stringify(document),
					...by
				}))
			)
		);
		if (added.length > 0)
			await recordAct(
				trx,
				{
					actor,
					act: 'preferences-installed',
					subject: { kind: 'preferences', id: 'catalogue' },
					facts: { items: added.length }
				},
				now
			);
		return added.length;
	});
}
