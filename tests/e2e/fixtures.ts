import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { simpleParser, type ParsedMail } from 'mailparser';
import { startSession } from '#lib/server/auth/sessions.ts';
import type { Db } from '#lib/server/db/database.ts';
import { openDatabase } from '#lib/server/db/open.ts';
import { newId } from '#lib/server/ids.ts';
import { findIdentity } from '#lib/server/members/queries.ts';
import { createStaff } from '#lib/server/staff/create-staff.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import type { StayIn } from '#lib/server/stays/stay-in.ts';
import { joined, verified } from '../integration/people.ts';
import { barriersOn } from './barriers.ts';

export { expect } from '@playwright/test';

export const hotel = 'Hotel Aurora';
export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

export interface Guest {
	readonly id: string;
	readonly number: string;
	readonly email: string;
}

interface SignIn {
	readonly givenName?: string;
	readonly familyName?: string;
	readonly locale?: Language;
	readonly unverified?: boolean;
	/** Today unless told; stays from before it earn nothing. */
	readonly joinedAt?: string;
}

/** The network is there again. A machine that has none of its own never tells its browser. */
export async function backOnline(page: Page): Promise<void> {
	await page.context().setOffline(false);
	await page.evaluate(() => dispatchEvent(new Event('online')));
}

export interface Fixtures {
	/** Whether the browser may say that nobody answered. */
	readonly losesNetwork: boolean;
	/** What the browser complained of; every test ends with none of it. */
	readonly complaints: string[];
	/** A new member whose session this browser has. */
	readonly signIn: (who?: SignIn) => Promise<Guest>;
	readonly signInStaff: (role: 'desk' | 'manager') => Promise<void>;
	/** What the hotel's system says of a stay of theirs; two nights that end today unless told. */
	readonly stay: (guest: Pick<Guest, 'number'>, changes?: Partial<StayIn>) => Promise<string>;
	readonly inLanguage: (language: Language) => Promise<void>;
}

// The browser notes a form that is refused by 4xx, and what a test without a network lacks.
const noted = /status of 4\d\d|ERR_INTERNET_DISCONNECTED/;
const notedOffline = /status of 4\d\d|ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch/;

export const test = base.extend<Fixtures, { readonly db: Db }>({
	db: [
		// eslint-disable-next-line no-empty-pattern -- Playwright wants the pattern
		async ({}, use) => {
			const db = await openDatabase({ dataDir: dataDir() });
			await use(db);
			await db.destroy();
		},
		{ scope: 'worker' }
	],

	losesNetwork: [false, { option: true }],

	complaints: [
		async ({ page, baseURL, losesNetwork }, use) => {
			const complaints: string[] = [];
			page.on('console', (message) => {
				const isNoted = (losesNetwork ? notedOffline : noted).test(message.text());
				if (['error', 'warning'].includes(message.type()) && !isNoted)
					complaints.push(`${message.type()}: ${message.text()}`);
			});
			page.on('pageerror', ({ message }) => {
				// A test that asks for less motion in the middle of a transition between pages ends it, and
				// so does a phone whose window finds its size only then.
				if (!/ViewTransition opt-in disabled|Viewport size changed/.test(message))
					complaints.push(`error: ${message}`);
			});
			page.on('dialog', (dialog) => {
				complaints.push(`dialog: ${dialog.message()}`);
				void dialog.dismiss();
			});
			page.on('request', (request) => {
				const { origin, protocol } = new URL(request.url());
				if (origin !== baseURL && protocol !== 'data:')
					complaints.push(`third party: ${request.url()}`);
			});
			await use(complaints);
			expect(complaints, 'T17: what the browser complained of').toEqual([]);
		},
		{ auto: true }
	],

	signIn: async ({ db, context, baseURL }, use) => {
		await use(async ({ unverified, joinedAt = new Date().toISOString(), ...who } = {}) => {
			const email = `${newId()}@guest.example`;
			const join = unverified ? joined : verified;
			const { id } = await join(db, { email, ...who }, joinedAt);
			const { token } = await startSession(db, 'member', id, 'Chrome/140 Android');
			await context.addCookies([{ name: 'stayward', value: token, url: baseURL ?? '' }]);
			const identity = await findIdentity(db, id);
			return { id, email, number: identity?.number ?? '' };
		});
	},

	signInStaff: async ({ db, context }, use) => {
		await use((role) => newSession(db, context, role));
	},

	stay: async ({ db }, use) => {
		await use((guest, changes = {}) => recordStay(db, guest, changes));
	},

	inLanguage: async ({ context, baseURL }, use) => {
		await use((language) =>
			context.addCookies([{ name: 'stayward-locale', value: language, url: baseURL ?? '' }])
		);
	}
});

/** A new colleague whose session this browser has; clerks work at the house of the tests. */
export async function newSession(
	db: Db,
	context: BrowserContext,
	role: 'desk' | 'manager' | 'owner',
	language?: Language
): Promise<void> {
	const id = newId();
	await createStaff(
		db,
		{
			id,
			name: 'Clerk',
			email: `${id}@staff.example`,
			role,
			locale: language ?? 'en',
			password: 'a clerk’s long secret',
			propertyCodes: role === 'desk' ? ['CITY'] : []
		},
		{ kind: 'system', id: 'test' },
		new Date().toISOString()
	);
	const { token } = await startSession(db, 'staff', id, 'Chrome/140 Windows');
	const url = process.env['STAYWARD_E2E_URL'] ?? '';
	await context.addCookies([
		{ name: 'stayward-staff', value: token, url },
		...(language ? [{ name: 'stayward-locale', value: language, url }] : [])
	]);
}

/** What the hotel's system says of a stay, at an instant; two nights that end today unless told. */
export async function recordStay(
	db: Db,
	{ number }: Pick<Guest, 'number'>,
	changes: Partial<StayIn> = {},
	now = new Date().toISOString()
): Promise<string> {
	const today = now.slice(0, 10);
	const stay: StayIn = {
		source: 'pms',
		stayId: newId(),
		property: 'CITY',
		memberNumber: number,
		status: 'checked_out',
		arrival: daysFrom(today, -2),
		departure: today,
		rooms: 1,
		adults: 2,
		children: 0,
		roomType: 'Double',
		currency: 'USD',
		folio: [
			{ class: 'room', amountMinor: 68_000, on: today },
			{ class: 'food', amountMinor: 4_250, on: today }
		],
		awardNights: 0,
		updatedAt: now,
		...changes
	};
	const [result] = await recordStays(db, [stay], now);
	if (!result || !('stayId' in result))
		throw new Error(`the stay was not recorded: ${JSON.stringify(result)}`);
	return result.stayId;
}

export function daysFrom(date: string, days: number): string {
	return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

export function mailFolder(): string {
	return path.join(dataDir(), 'mail');
}

/** The newest mail to somebody, as soon as there is one. */
export async function mailTo(to: string): Promise<ParsedMail> {
	const folder = mailFolder();
	let found: ParsedMail | undefined;
	await expect(async () => {
		const files = (await readdir(folder)).filter((name) => name.endsWith('.eml')).sort();
		for (const file of files.reverse()) {
			const mail = await simpleParser(await readFile(path.join(folder, file)));
			const receivers = [mail.to ?? []].flat().map(({ text }) => text.toLowerCase());
			if (!receivers.includes(to.toLowerCase())) continue;
			found = mail;
			break;
		}
		expect(found, `a mail to ${to}`).toBeDefined();
	}).toPass({ timeout: 15_000 });
	return found!;
}

/** The link in the newest mail to an address, as it lies in the data folder. */
export async function mailedLink(to: string): Promise<string> {
	const { text = '' } = await mailTo(to);
	return /https?:\/\/\S+/.exec(text)?.[0] ?? '';
}

/** Whether all is gone through, or a sample of it. */
export const isFull = (process.env['STAYWARD_TIER'] ?? 'fast') !== 'fast';

/** WCAG 2.2 AA as far as a machine can tell, by day and by night. */
export async function expectAccessible(page: Page): Promise<void> {
	expect(await barriersOn(page), page.url()).toEqual([]);
}

function dataDir(): string {
	const folder = process.env['STAYWARD_E2E_DATA'];
	if (!folder) throw new Error('the tests run by npm run test:e2e, which starts the server');
	return folder;
}
