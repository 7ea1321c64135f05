import type { Instant } from '#lib/domain/calendar.ts';
import { changedFacts, changedMeanwhile } from '../audit/changes.ts';
import { recordAct, type Actor } from '../audit/queries.ts';
import { endAllSessions } from '../auth/sessions.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { listProperties } from '../stays/properties.ts';
import { removeStaffProperties, setRights } from './admin-queries.ts';
import { idsOf } from './create-staff.ts';
import { holdColleague, staffActs } from './guard.ts';
import { listPropertyIds } from './property-queries.ts';
import { addStaffProperties, type StaffRole } from './queries.ts';

export interface ChangeStaff {
	readonly staffId: string;
	readonly role: StaffRole;
	readonly propertyCodes: readonly string[];
	/** What the form was shown with. */
	readonly revision: number;
}

/**
 * Another role or other houses; they sign in again. Refuses what `holdColleague` does,
 * `changed-meanwhile` and `unknown-property`.
 */
export async function changeStaff(
	db: Db,
	{ staffId, role, propertyCodes, revision }: ChangeStaff,
	actor: Actor,
	now: Instant
): Promise<void> {
	await transact(db, async (trx) => {
		const held = await holdColleague(trx, staffId, actor, () => role !== 'owner');
		const subject = { kind: 'staff', id: staffId } as const;
		if (held.revision !== revision) throw await changedMeanwhile(trx, subject, staffActs, revision);

		const works = role === 'desk' ? [...new Set(propertyCodes)].toSorted() : [];
		const ids = await idsOf(trx, works);
		const worked = new Set(await listPropertyIds(trx, staffId));
		const all = await listProperties(trx);
		const before = all.filter(({ id }) => worked.has(id)).map(({ code }) => code);
		const facts = changedFacts(
			{ role: held.role, properties: before.toSorted().join() },
			{ role, properties: works.join() }
		);
		if (Object.keys(facts).length === 0) return;

		await setRights(trx, staffId, { role });
		await removeStaffProperties(trx, staffId);
		await addStaffProperties(trx, staffId, ids);
		await endAllSessions(trx, 'staff', staffId);
		const done = { actor, act: 'staff-changed', subject };
		await recordAct(trx, { ...done, facts: { ...facts, revision: revision + 1 } }, now);
	});
}
