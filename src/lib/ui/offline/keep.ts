import type { Instant } from '#lib/domain/calendar.ts';
import type { KeptView } from '#lib/domain/views/kept.ts';
import { signedOut, pictures } from './names.ts';
import { keptKinds } from './pages.ts';
import { forgetOthers, keepPages, listKept, noteAbout, readAbout, type KeptPage } from './store.ts';

/** How old what is kept may be before all of it is asked for again. */
const fresh_ms = 10 * 60_000;
/** Pages that were only visited go after so long. */
const visited_ms = 30 * 86_400_000;
/** A clock that is off by less makes the right code of the card all the same. */
const clock_off_ms = 20_000;
const pictures_max = 30;

/** Nothing of anybody else is left before something of this member is kept. */
export async function settleIn(memberId: string): Promise<void> {
	const owner = await readAbout('member');
	if (owner?.id === memberId) return;
	await forgetOthers(memberId);
	await caches.delete(pictures);
}

/** What the guest looks at. */
export async function keepShown(page: KeptPage): Promise<void> {
	if (keptKinds[page.route] && !(await hasLeft())) await keepPages([page]);
}

export async function isStale(now: Instant): Promise<boolean> {
	const at = await readAbout('kept-at');
	const age_ms = Date.parse(now) - Date.parse(at ?? '');
	return !(age_ms >= 0 && age_ms < fresh_ms);
}

/** All that the server gave to be kept; `now` is when it came, by the phone. */
export async function keepAll(kept: KeptView, locale: string, now: Instant): Promise<void> {
	if (await hasLeft()) return;
	const { memberId, name } = kept;
	const pages = kept.pages.map((page) => ({ ...page, memberId, at: now }));
	const fresh = new Set(pages.map(({ path }) => path));
	const gone = (await listKept(memberId)).filter(
		({ path, route, at }) =>
			!fresh.has(path) &&
			(keptKinds[route]?.fleeting || Date.parse(now) - Date.parse(at) > visited_ms)
	);
	await keepPages(pages, gone);
	const ahead_ms = Date.parse(kept.at) - Date.parse(now);
	await noteAbout('clock-ahead', Math.abs(ahead_ms) > clock_off_ms ? ahead_ms : 0);
	await noteAbout('member', { id: memberId, name, locale });
	await noteAbout('kept-at', now);
	await keepPictures(pages);
}

/** What came too late: the guest is gone. */
function hasLeft(): Promise<boolean> {
	return caches.has(signedOut);
}

/** Those of vouchers, of which everybody may see the file. */
async function keepPictures(pages: readonly KeptPage[]): Promise<void> {
	const names = JSON.stringify(pages).matchAll(/"image":"([\w-]+)"/g);
	const wanted = new Set([...names].map(([, name]) => `/media/${name}-480.webp`));
	const cache = await caches.open(pictures);
	for (const { url } of await cache.keys()) {
		const { pathname } = new URL(url);
		if (!wanted.delete(pathname)) await cache.delete(pathname);
	}
	for (const file of [...wanted].slice(0, pictures_max))
		await cache.add(file).catch(() => undefined);
}
