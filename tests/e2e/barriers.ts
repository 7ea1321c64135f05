import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const schemes = ['light', 'dark'] as const;
const narrow = { width: 320, height: 640 };

/** What a machine finds against WCAG 2.2 AA; at night only the colours are others. */
export async function barriersOn(
	page: Page,
	by: readonly (typeof schemes)[number][] = schemes
): Promise<string[]> {
	const found: string[] = [];
	for (const colorScheme of by) {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		// Colours that are on their way are nobody's; on a page that is not in front they never arrive.
		await page.evaluate(() => {
			for (const animation of document.getAnimations())
				if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish();
		});
		// There are no frames, for which it would open a page of its own each time.
		const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
		const { violations } = await (
			colorScheme === 'light' ? axe.withTags(standards) : axe.withRules(['color-contrast'])
		).analyze();
		for (const { id, nodes } of violations)
			for (const { html, failureSummary } of nodes)
				found.push(`${colorScheme} ${id}: ${html} ${failureSummary ?? ''}`);
	}
	await page.emulateMedia({ colorScheme: null });
	return found;
}

/** What of a page is not there on the narrowest phone, also with letters twice as large. */
export async function unfitOn(page: Page): Promise<string[]> {
	const size = page.viewportSize();
	await page.setViewportSize(narrow);
	const found = await sideways(page);
	await enlarge(page, '200%');
	found.push(...(await sideways(page)), ...(await barriersOn(page, ['light'])));
	await enlarge(page, '');
	if (size) await page.setViewportSize(size);
	return found;
}

export function enlarge(page: Page, size: '200%' | '100%' | ''): Promise<void> {
	return page.evaluate((size) => void (document.documentElement.style.fontSize = size), size);
}

/** What stands beyond the side of the page, which would then scroll. */
export async function sideways(page: Page): Promise<string[]> {
	return page.evaluate(async () => {
		// A phone tells how wide its page became only once it has drawn it.
		const drawn = () => new Promise((resolve) => requestAnimationFrame(resolve));
		const late = new Promise((resolve) => setTimeout(resolve, 250));
		await Promise.race([drawn().then(drawn), late]);
		const { scrollWidth, clientWidth, style } = document.documentElement;
		if (scrollWidth <= clientWidth) return [];
		const all = [...document.body.querySelectorAll('*')];
		const wide = all.filter((one) => {
			const { left, right } = one.getBoundingClientRect();
			return right > clientWidth + 0.5 || left < -0.5;
		});
		const html = wide.at(-1)?.outerHTML.slice(0, 200) ?? '';
		return [`${scrollWidth} px of ${clientWidth} at ${style.fontSize || '100%'}: ${html}`];
	});
}

/** Everything that is wrong with a page as it is now, on any phone, by day and by night. */
export async function faultsOn(page: Page, what: string): Promise<string[]> {
	const found = [...(await barriersOn(page)), ...(await unfitOn(page))];
	return found.map((fault) => `${what}: ${fault}`);
}
