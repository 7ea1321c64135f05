import { expect, test } from 'vitest';
import { firstBrand } from '#lib/domain/brand/brand.ts';
import { readBrand, readBrandToEdit } from '#lib/server/house/read-brand.ts';
import { saveBrand } from '#lib/server/house/save-brand.ts';
import { onBothDatabases } from './databases.ts';
import { now } from './people.ts';

const actor = { kind: 'system', id: 'test' } as const;
const first = { hotel: 'House by the sea', accent: '#8a1c1c' };
const look = {
	...firstBrand('Aurora', undefined),
	name: { en: 'Aurora', 'zh-CN': '极光' },
	paper: 'mist'
} as const;

onBothDatabases((open) => {
	test('L7: until somebody saves a look it is that of the environment', async () => {
		const db = await open();
		const shown = await readBrand(db, first);
		expect(shown).toMatchObject({ name: { en: 'House by the sea' }, day: '#8a1c1c', revision: 0 });
		await saveBrand(db, { brand: look, revision: 0 }, first, actor, now);
		const next = await readBrand(db, first);
		expect(next).toMatchObject({ ...look, revision: 1 });
		expect(next.hash).not.toBe(shown.hash);
	});

	test('L7 J4: a look is saved with what it was before; saved again as it is, nothing is written', async () => {
		const db = await open();
		await saveBrand(db, { brand: look, revision: 0 }, first, actor, now);
		await saveBrand(db, { brand: look, revision: 1 }, first, actor, now);
		const changed = { ...look, corners: 'straight' } as const;
		await saveBrand(db, { brand: changed, revision: 1 }, first, actor, now);
		const acts = await db.selectFrom('audit').select(['act', 'facts']).orderBy('id').execute();
		expect(acts.map(({ act }) => act)).toEqual(['brand-changed', 'brand-changed']);
		expect(acts[1]?.facts).toMatch(/round.*straight/);
		expect((await readBrandToEdit(db, first)).revision).toBe(2);
	});

	test('L7: of two who save at once one is told, and what cannot be a look is refused', async () => {
		const db = await open();
		const others = { ...look, type: 'lora' } as const;
		const done = await Promise.allSettled(
			[look, others].map((brand) => saveBrand(db, { brand, revision: 0 }, first, actor, now))
		);
		const refused = done.flatMap((one) =>
			one.status === 'rejected' ? [(one.reason as { code: string }).code] : []
		);
		expect(refused).toEqual(['changed-meanwhile']);
		const bad = { ...look, day: 'red;} body { display: none' };
		await expect(
			saveBrand(db, { brand: bad, revision: 1 }, first, actor, now)
		).rejects.toMatchObject({ code: 'invalid' });
	});
});
