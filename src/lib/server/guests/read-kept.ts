import type { Instant } from '#lib/domain/calendar.ts';
import type { HomeView } from '#lib/domain/views/home.ts';
import type { KeptPageView, KeptView } from '#lib/domain/views/kept.ts';
import { readCode } from '../cards/read-code.ts';
import { readClaim, readClaimForm } from '../claims/read-claims.ts';
import type { Db } from '../db/database.ts';
import { readMe } from '../members/read-me.ts';
import { readNotices } from '../notices/read-notices.ts';
import { readSurveys, readSurveySteps } from '../surveys/read-survey.ts';
import { readCard } from './read-card.ts';
import { readEntries } from './read-entry.ts';
import { readHome } from './read-home.ts';
import { readPoints } from './read-points.ts';
import { readPreferences } from './read-preferences.ts';
import { readStay } from './read-stay.ts';
import { readStays } from './read-stays.ts';
import { readVoucher } from './read-voucher.ts';
import { readVouchers } from './read-vouchers.ts';

/** Of those that a guest has more of, the first so many have a page of their own. */
const single_pages_max = { stays: 3, claims: 3, houses: 4, vouchers: 8, surveys: 2 };

export interface Reading {
	readonly memberId: string;
	readonly sessionId: string;
	readonly verified: boolean;
}

/**
 * The pages that a phone keeps, each as its own reader makes it. Statements are bounded by the
 * numbers above, whatever the member has: some two hundred at most, once in ten minutes.
 */
export async function readKept(db: Db, who: Reading, now: Instant): Promise<KeptView> {
	const { memberId, verified } = who;
	const home = await readHome(db, memberId, verified, now);
	const pages = [
		page('/home', '/(member)/home', home),
		await keptCard(db, who, home, now),
		...(await keptPoints(db, memberId, now)),
		page('/me', '/(member)/me', await readMe(db, memberId, who.sessionId, now)),
		page('/me/notices', '/(member)/me/notices', await readNotices(db, who, now)),
		...(await keptStays(db, memberId, now)),
		...(await keptVouchers(db, memberId, now)),
		...(await keptSurveys(db, memberId, now))
	];
	return { memberId, name: home.name, at: now, pages };
}

function page(path: string, route: string, view: unknown): KeptPageView {
	return { path, route, view };
}

async function keptCard(
	db: Db,
	{ memberId, sessionId }: Reading,
	{ number }: HomeView,
	now: Instant
): Promise<KeptPageView> {
	const card = await readCard(db, memberId, now);
	const code = await readCode(db, { memberId, sessionId, number }, now);
	return page('/card', '/(member)/card', { ...card, code });
}

/** The last entries, and why each of them. */
async function keptPoints(db: Db, memberId: string, now: Instant): Promise<KeptPageView[]> {
	const points = await readPoints(db, memberId, undefined, now);
	const ids = points.entries.map(({ id }) => id);
	const entries = await readEntries(db, memberId, ids, now);
	return [
		page('/points', '/(member)/points', points),
		...entries.map((entry) => page(`/points/${entry.id}`, '/(member)/points/[id]', entry))
	];
}

/** Stays, those to come, those that are missing, and the wishes: everywhere, then at the houses of the stays to come. */
async function keptStays(db: Db, memberId: string, now: Instant): Promise<KeptPageView[]> {
	const stays = await readStays(db, memberId, {}, now);
	const form = await readClaimForm(db, memberId, now);
	const pages = [
		page('/stays', '/(member)/stays', stays),
		page('/stays/claim', '/(member)/stays/claim', form)
	];
	for (const { id } of stays.claims.slice(0, single_pages_max.claims)) {
		const claim = await readClaim(db, memberId, id);
		pages.push(page(`/stays/claims/${id}`, '/(member)/stays/claims/[id]', claim));
	}
	const codes = new Set<string>();
	for (const { id } of stays.upcoming.slice(0, single_pages_max.stays)) {
		const stay = await readStay(db, memberId, id, now);
		if (stay.wishes) codes.add(stay.wishes.propertyCode);
		pages.push(page(`/stays/${id}`, '/(member)/stays/[id]', stay));
	}
	const wishes = await readPreferences(db, memberId, undefined, now);
	pages.push(page('/preferences', '/(member)/preferences', wishes));
	for (const { code } of wishes.properties) codes.add(code);
	for (const code of [...codes].slice(0, single_pages_max.houses)) {
		const here = await readPreferences(db, memberId, code, now);
		const path = `/preferences?property=${encodeURIComponent(code)}`;
		pages.push(page(path, '/(member)/preferences', here));
	}
	return pages;
}

async function keptVouchers(db: Db, memberId: string, now: Instant): Promise<KeptPageView[]> {
	const vouchers = await readVouchers(db, memberId, now);
	const pages = [page('/rewards/vouchers', '/(member)/rewards/vouchers', vouchers)];
	for (const { id } of vouchers.open.slice(0, single_pages_max.vouchers)) {
		const voucher = await readVoucher(db, memberId, id, now);
		pages.push(page(`/rewards/vouchers/${id}`, '/(member)/rewards/vouchers/[id]', voucher));
	}
	return pages;
}

async function keptSurveys(db: Db, memberId: string, now: Instant): Promise<KeptPageView[]> {
	const surveys = await readSurveys(db, memberId, now);
	const pages = [page('/surveys', '/(member)/surveys', surveys)];
	for (const { id } of surveys.open.slice(0, single_pages_max.surveys)) {
		const steps = await readSurveySteps(db, { memberId, id }, now);
		for (const { nr, view } of steps) {
			const path = nr === undefined ? `/surveys/${id}` : `/surveys/${id}?step=${nr}`;
			pages.push(page(path, '/(member)/surveys/[id]', view));
		}
	}
	return pages;
}
