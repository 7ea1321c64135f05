import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { furnish } from './furnished.ts';
import { forEverybody, forMembers } from './guest-pages.ts';

/** What moves, how long: of everything on a page, as the browser computed it. */
interface Motion {
	readonly what: string;
	readonly ms: number;
}

// It tells how much of its half minute a code has left; who wants no motion does not see it.
const clock = /(^|-)pass /;

function motionsOn(page: Page): Promise<Motion[]> {
	return page.evaluate(() => {
		const ms = (one: string) => parseFloat(one) * (one.endsWith('ms') ? 1 : 1_000);
		const found: { what: string; ms: number }[] = [];
		for (const element of document.querySelectorAll('*'))
			for (const part of ['', '::before', '::after']) {
				const style = getComputedStyle(element, part);
				const where = `${element.localName}.${element.getAttribute('class') ?? ''}${part}`;
				for (const long of style.transitionDuration.split(', '))
					if (ms(long) > 0) found.push({ what: `transition of ${where}`, ms: ms(long) });
				if (style.animationName === 'none') continue;
				for (const long of style.animationDuration.split(', '))
					found.push({ what: `${style.animationName} of ${where}`, ms: ms(long) });
			}
		for (const animation of document.getAnimations()) {
			const { duration, endTime } = animation.effect?.getComputedTiming() ?? {};
			const end = Number(endTime);
			const name = animation instanceof CSSAnimation ? animation.animationName : 'another';
			if (end > 1) found.push({ what: `${name} that runs`, ms: Number(duration) });
		}
		return found;
	});
}

for (const calm of [true, false])
	test(`L6: ${calm ? 'nothing moves for who wants that' : 'what moves takes 150 to 250 ms'}, on every page of guests`, async ({
		page,
		db,
		signIn,
		stay
	}) => {
		await page.emulateMedia({ reducedMotion: calm ? 'reduce' : 'no-preference' });
		const guest = await signIn();
		const stayId = await stay(guest);
		const own = [...forMembers, ...(await furnish(db, guest, stayId)), `/stays/${stayId}`];
		const wrong: Record<string, Motion[]> = {};
		let seen = 0;
		for (const address of [...own, ...forEverybody]) {
			if (address === forEverybody[0]) await page.context().clearCookies();
			await page.goto(address);
			const motions = await motionsOn(page);
			seen += motions.length;
			const allowed = ({ what, ms }: Motion) =>
				calm ? ms <= 0.01 : (ms >= 150 && ms <= 250) || clock.test(what);
			const others = motions.filter((motion) => !allowed(motion));
			if (others.length > 0) wrong[address] = others;
		}
		expect(wrong).toEqual({});
		if (!calm) expect(seen).toBeGreaterThan(0);
	});
