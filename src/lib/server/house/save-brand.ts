import { brandSchema, type Brand } from '#lib/domain/brand/brand.ts';
import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal, type Facts } from '#lib/domain/refusal.ts';
import { changedFacts, changedMeanwhile } from '../audit/changes.ts';
import { recordAct, type Actor } from '../audit/queries.ts';
import type { Config } from '../config.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { holdSetting, setSetting } from './queries.ts';
import { brandActs, brandKey, brandOf, brandSubject } from './read-brand.ts';

export interface SaveBrand {
	readonly brand: Brand;
	/** What the form was shown with. */
	readonly revision: number;
}

/** Gives the hotel its look. Refused: `changed-meanwhile`, `invalid`. */
export async function saveBrand(
	db: Db,
	{ brand, revision }: SaveBrand,
	first: Pick<Config, 'hotel' | 'accent'>,
	actor: Actor,
	now: Instant
): Promise<void> {
	const checked = brandSchema.safeParse(brand);
	if (!checked.success) throw new Refusal('invalid');
	await transact(db, async (trx) => {
		const row = await holdSetting(trx, brandKey, now);
		if (row.revision !== revision)
			throw await changedMeanwhile(trx, brandSubject, brandActs, revision);

		const before = brandOf(row.document, row.revision, first);
		const facts = changedFacts(factsOf(before), factsOf(checked.data));
		if (Object.keys(facts).length === 0 && revision > 0) return;
		const next = revision + 1;
		await setSetting(trx, {
			key: brandKey,
			document: JSON.stringify(checked.data),
			revision: next,
			changed_at: now,
			changed_by: actor.id
		});
		const done = { actor, act: 'brand-changed', subject: brandSubject };
		await recordAct(trx, { ...done, facts: { ...facts, revision: next } }, now);
	});
}

function factsOf({ name, day, night, paper, type, corners, logo, nightLogo }: Brand): Facts {
	const names = Object.entries(name).map(([locale, text]) => [`name-${locale}`, text]);
	return {
		...Object.fromEntries(names),
		...{ day, night, paper, type, corners },
		logo: logo?.image.slice(0, 8) ?? null,
		nightLogo: nightLogo?.image.slice(0, 8) ?? null
	};
}
