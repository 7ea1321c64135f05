import { expect, test } from 'vitest';
import { contrast } from './accent.ts';
import { brandCss } from './brand-css.ts';
import { brandSchema, firstBrand, paperNames } from './brand.ts';
import { papers } from './papers.ts';

const none = { fraunces: undefined, lora: undefined, system: undefined };

test('L7: no paper is darker than linen by day, nor lighter by night', () => {
	const light = (hex: string) => contrast(hex, '#000000');
	for (const name of paperNames)
		for (const part of ['paper', 'raised', 'sunk'] as const) {
			const { day, night } = papers[name];
			expect(light(day[part]), `${name} ${part}`).toBeGreaterThanOrEqual(
				light(papers.linen.day.sunk)
			);
			expect(light(night[part]), `${name} ${part}`).toBeLessThanOrEqual(
				light(papers.linen.night.raised)
			);
		}
});

test('L7: the first look is the environment’s, and of the house’s own nothing is said twice', () => {
	const plain = firstBrand('Stayward', undefined);
	expect(brandSchema.parse(plain)).toEqual(plain);
	expect(brandCss(plain, none)).toBe('');
	const yellow = brandCss(firstBrand('Aurora', '#ffd400'), none);
	expect(yellow).toMatch(/^:root \{\n--accent: #[0-9a-f]{6};/);
	expect(yellow).not.toContain('--accent: #ffd400;\n--accent-ink: #fbf8f2');
	expect(yellow.match(/prefers-color-scheme: dark/g)).toHaveLength(1);
});

test('L7: an accent that is chosen for the day alone leaves the night as it was', () => {
	const css = brandCss({ ...firstBrand('Aurora', undefined), day: '#8a1c1c' }, none);
	expect(css.match(/--accent: #[0-9a-f]{6}/g)).toEqual(['--accent: #8a1c1c', '--accent: #a3cfc0']);
});

test('L7: paper, corners and letters are said once each, and Chinese falls to the system’s', () => {
	const faces = [{ family: 'Lora Variable', url: '/lora.woff2', range: 'U+0000-00FF' }];
	const lora = { faces, text: 'Plain', display: "'Lora Variable'" };
	const look = { paper: 'mist', corners: 'straight', type: 'lora' } as const;
	const css = brandCss({ ...firstBrand('Aurora', undefined), ...look }, { ...none, lora });
	expect(css.match(/--paper: /g)).toHaveLength(2);
	expect(css).toContain('--radius-button: 0.25rem');
	expect(css).toContain("url('/lora.woff2')");
	expect(css).toContain(':root:lang(zh)');
});

test('L7: what a look may not be is refused', () => {
	const good = firstBrand('Aurora', undefined);
	for (const bad of [
		{ ...good, name: { 'zh-CN': '极光' } },
		{ ...good, name: { en: 'Aurora‮' } },
		{ ...good, day: 'red;}' },
		{ ...good, paper: 'slate' },
		{ ...good, logo: { image: '../x', width: 1, height: 1 } }
	])
		expect(brandSchema.safeParse(bad).success).toBe(false);
});
