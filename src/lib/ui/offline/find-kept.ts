import { keptPath, signedOut } from './names.ts';
import { keptKinds, type KeptComponent } from './pages.ts';
import { withSends } from '../outbox/with-waiting.ts';
import { listKept, listSends, readAbout, type KeptPage } from './store.ts';

export interface Found {
	readonly page?: FoundPage | undefined;
	/** The paths of the pages that are kept, when this one is not. */
	readonly others?: readonly string[] | undefined;
	/** Whoever was here has signed out without a network. */
	readonly left?: true;
}

export interface FoundPage {
	readonly component: KeptComponent;
	readonly title: string;
	readonly view: unknown;
	readonly code: unknown;
	readonly at: string;
}

/** What the phone has in the place of this page, of the member whose phone it is. */
export async function findKept(url: URL): Promise<Found> {
	// The page for offline at its own address.
	if (!('caches' in globalThis) || url.pathname.startsWith('/offline/')) return {};
	if (await caches.has(signedOut)) return { left: true };
	const kept = await listHere().catch(() => []);
	if (kept.length === 0) return {};
	const found = kept.find(({ path }) => path === keptPath(url));
	const page = found && (await open(found).catch(() => undefined));
	return page ? { page } : { others: kept.map(({ path }) => path) };
}

async function listHere(): Promise<KeptPage[]> {
	const member = await readAbout('member');
	return member ? listKept(member.id) : [];
}

async function open(page: KeptPage): Promise<FoundPage | undefined> {
	const { route, at } = page;
	const kind = keptKinds[route];
	if (!kind) return undefined;
	const { default: component } = await kind.load();
	const view = withSends(page, await listSends(page.memberId));
	return {
		component: component as KeptComponent,
		title: kind.title(view as never),
		view,
		code: await codeOf(view),
		at
	};
}

/** The card's, with what the phone's clock is off by. */
async function codeOf(view: unknown): Promise<unknown> {
	if (!view || typeof view !== 'object' || !('code' in view)) return undefined;
	return { ...(view.code as object), ahead_ms: await readAbout('clock-ahead') };
}
