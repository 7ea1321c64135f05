import type { z } from 'zod';
import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal, type Facts } from '#lib/domain/refusal.ts';
import type { SettingView } from '#lib/domain/views/setting.ts';
import { changedFacts, changedMeanwhile } from '../audit/changes.ts';
import { readLastChange } from '../audit/name-them.ts';
import { recordAct, type Actor } from '../audit/queries.ts';
import type { Db, Reader } from '../db/database.ts';
import type { HouseSettingTable } from '../db/tables.ts';
import { transact } from '../db/transact.ts';
import { findSetting, holdSetting, setSetting } from './queries.ts';

/** A few values that the house decides together. */
export interface Setting<Value extends Facts> {
	readonly key: string;
	readonly schema: z.ZodType<Value>;
	/** What holds until somebody saves. */
	readonly first: Value;
	/** What an edit is called where acts are listed. */
	readonly act: string;
}

export async function readSetting<Value extends Facts>(
	reader: Reader,
	setting: Setting<Value>
): Promise<Value> {
	return valueOf(setting, await findSetting(reader, setting.key));
}

export async function readSettingToEdit<Value extends Facts>(
	reader: Reader,
	setting: Setting<Value>
): Promise<SettingView<Value>> {
	const row = await findSetting(reader, setting.key);
	return {
		value: valueOf(setting, row),
		revision: row?.revision ?? 0,
		lastChange: await readLastChange(reader, subjectOf(setting), [setting.act])
	};
}

export interface SaveSetting<Value> {
	readonly value: Value;
	/** What the form was shown with. */
	readonly revision: number;
}

/** From now on this holds. Refused: `changed-meanwhile`, `invalid` with the field. */
export async function saveSetting<Value extends Facts>(
	db: Db,
	setting: Setting<Value>,
	{ value, revision }: SaveSetting<Value>,
	actor: Actor,
	now: Instant
): Promise<void> {
	const { key, schema, act } = setting;
	const checked = schema.safeParse(value);
	if (!checked.success) {
		const field = String(checked.error.issues[0]?.path[0] ?? 'form');
		throw new Refusal('invalid', { field });
	}
	await transact(db, async (trx) => {
		const row = await holdSetting(trx, key, now);
		const subject = subjectOf(setting);
		if (row.revision !== revision) throw await changedMeanwhile(trx, subject, [act], revision);

		const facts = changedFacts(valueOf(setting, row), checked.data);
		if (Object.keys(facts).length === 0) return;
		const next = revision + 1;
		await setSetting(trx, {
			...{ key, document: JSON.stringify(checked.data), revision: next },
			...{ changed_at: now, changed_by: actor.id }
		});
		await recordAct(trx, { actor, act, subject, facts: { ...facts, revision: next } }, now);
	});
}

function subjectOf({ key }: { readonly key: string }) {
	return { kind: 'house', id: key };
}

function valueOf<Value extends Facts>(
	{ schema, first }: Setting<Value>,
	row: HouseSettingTable | undefined
): Value {
	return row && row.revision > 0 ? schema.parse(JSON.parse(row.document)) : first;
}
