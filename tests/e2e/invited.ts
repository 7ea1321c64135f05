import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { Db } from '#lib/server/db/database.ts';
import { newId } from '#lib/server/ids.ts';
import { runJob } from '#lib/server/jobs/run.ts';
import { daysFrom, expect, mailedLink, type Guest, type Language } from './fixtures.ts';

/** The link of the mail that the job sends about a stay that ended two days ago. */
export async function invited(
	db: Db,
	guest: Guest,
	stay: (guest: Guest, changes: object) => Promise<string>
): Promise<string> {
	const departure = daysFrom(new Date().toISOString().slice(0, 10), -2);
	await stay(guest, { arrival: daysFrom(departure, -2), departure });
	await runJob(db, 'survey-invitations', newId(), () => new Date().toISOString());
	let link = '';
	await expect(async () => {
		link = await mailedLink(guest.email);
		expect(link).toContain('/s/');
	}).toPass({ timeout: 20_000 });
	return link;
}

export interface Device {
	readonly page: Page;
	readonly context: BrowserContext;
	readonly close: () => Promise<void>;
}

/** A browser that knows nothing of the test's own. */
export async function anotherDevice(
	browser: Browser,
	locale: Language,
	javaScript: boolean
): Promise<Device> {
	const baseURL = process.env['STAYWARD_E2E_URL'];
	const context = await browser.newContext({ locale, javaScriptEnabled: javaScript, baseURL });
	return { context, page: await context.newPage(), close: () => context.close() };
}
