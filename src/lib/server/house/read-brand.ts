import { createHash } from 'node:crypto';
import { brandSchema, firstBrand, type Brand } from '#lib/domain/brand/brand.ts';
import type { BrandView } from '#lib/domain/views/brand.ts';
import { readLastChange } from '../audit/name-them.ts';
import type { Config } from '../config.ts';
import type { Reader } from '../db/database.ts';
import { findSetting } from './queries.ts';

export const brandKey = 'brand';
export const brandSubject = { kind: 'house', id: brandKey } as const;
export const brandActs = ['brand-changed'] as const;

/** The hotel's look as pages show it. */
export interface ShownBrand extends Brand {
	/** 0 while it is the environment's. */
	readonly revision: number;
	/** Changes with anything of it. */
	readonly hash: string;
}

type First = Pick<Config, 'hotel' | 'accent'>;

/** What was saved; before anybody did, what the environment says. */
export async function readBrand(reader: Reader, first: First): Promise<ShownBrand> {
	const row = await findSetting(reader, brandKey);
	return brandOf(row?.document, row?.revision, first);
}

export function brandOf(
	document: string | undefined,
	revision: number | undefined,
	{ hotel, accent }: First
): ShownBrand {
	const isSaved = document !== undefined && revision !== undefined && revision > 0;
	const brand: Brand = isSaved
		? brandSchema.parse(JSON.parse(document))
		: firstBrand(hotel, accent);
	const hash = createHash('sha256').update(JSON.stringify(brand)).digest('hex').slice(0, 12);
	return { ...brand, revision: isSaved ? revision : 0, hash };
}

/** The same for whoever edits it, with who did last. */
export async function readBrandToEdit(reader: Reader, first: First): Promise<BrandView> {
	const brand = await readBrand(reader, first);
	return { ...brand, lastChange: await readLastChange(reader, brandSubject, brandActs) };
}
