import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { recordAct } from '../audit/queries.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import type { CasePraisedTable } from '../db/tables.ts';
import { tell } from '../outbox/queries.ts';
import { mustWorkAt } from '../rewards/must-work-at.ts';
import { holdCase } from './hold-case.ts';
import { addPraised, findPraised, listPraised } from './praised-queries.ts';

export interface NamePraised {
	/** Made by the asker: sent twice somebody is named once. */
	readonly praisedId: string;
	readonly caseId: string;
	/** A colleague, who is told; or the name of somebody who does not sign in. */
	readonly colleagueId?: string | undefined;
	readonly name?: string | undefined;
}

/**
 * A praise goes to the people it names. A colleague is told by mail and finds it on their first page; who
 * was named in this case before, by whomever, is not named or told again. Refused: as `holdCase`,
 * `praise-whom` unless it is one of the two, `case-no-praise`, `not-allowed` for a colleague of another
 * house, `same-id-other-body`.
 */
export async function namePraised(
	db: Db,
	{ praisedId: id, caseId, colleagueId, name }: NamePraised,
	staffId: string,
	now: Instant
): Promise<void> {
	const written = name?.trim().normalize('NFC') ?? '';
	if ((colleagueId === undefined) === (written === '')) throw new Refusal('praise-whom');
	return transact(db, async (trx) => {
		const held = await holdCase(trx, caseId, staffId);
		if (held.kind !== 'praise') throw new Refusal('case-no-praise');
		const whom = { staff_id: colleagueId ?? null, name: colleagueId ? null : written };
		const row = { id, case_id: caseId, ...whom, named_by: staffId, named_at: now };
		if (await isNamed(trx, row)) return;
		const actor = { kind: 'staff', id: staffId } as const;
		const subject = { kind: 'case', id: caseId };
		const facts = { colleague: colleagueId ?? written };
		const works = colleagueId && (await mustWorkAt(trx, colleagueId, held.property_id));
		await addPraised(trx, row);
		if (works) {
			const to = { kind: 'staff', id: colleagueId } as const;
			const house = JSON.stringify(works.property.name);
			await tell(trx, { channel: 'mail', topic: 'staff-praised', to, facts: { house } }, now);
		}
		await recordAct(trx, { actor, act: 'praise-named', subject, facts }, now);
	});
}

async function isNamed(trx: Trx, row: CasePraisedTable): Promise<boolean> {
	const before = await findPraised(trx, row.id);
	if (before && !(before.case_id === row.case_id && isSame(before, row)))
		throw new Refusal('same-id-other-body');
	return (await listPraised(trx, row.case_id)).some((one) => isSame(one, row));
}

function isSame(one: CasePraisedTable, other: CasePraisedTable): boolean {
	return one.staff_id === other.staff_id && one.name?.toLowerCase() === other.name?.toLowerCase();
}
