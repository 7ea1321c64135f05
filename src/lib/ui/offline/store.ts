import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Instant } from '#lib/domain/calendar.ts';

// What stays on the phone: pages as they were last seen, and what could not be sent yet. Every row
// names its member, and nothing outside this file opens the database. Where a browser has none (some
// private windows) the functions reject, and whoever calls them goes on without.

export interface KeptPage {
	readonly memberId: string;
	/** With its query. */
	readonly path: string;
	/** As the router names it: '/(member)/points/[id]'. */
	readonly route: string;
	readonly view: unknown;
	/** When it was fetched, by the phone. */
	readonly at: Instant;
}

export interface QueuedSend {
	readonly id: string;
	readonly memberId: string;
	readonly kind: string;
	/** The address that the form is sent to, with its query. */
	readonly action: string;
	readonly fields: readonly (readonly [name: string, value: string | Blob])[];
	/** When it was said, by the phone. */
	readonly at: Instant;
	/** What the guest saw when they said it. */
	readonly seen?: string | undefined;
}

export interface About {
	readonly member: { readonly id: string; readonly name: string; readonly locale: string };
	/** When all pages were last asked for, by the phone. */
	readonly 'kept-at': Instant;
	/** By how much the server's clock is ahead of the phone's, in milliseconds. */
	readonly 'clock-ahead': number;
}

interface Schema extends DBSchema {
	pages: { key: [memberId: string, path: string]; value: KeptPage };
	outbox: { key: string; value: QueuedSend; indexes: { memberId: string } };
	about: { key: keyof About; value: About[keyof About] };
}

type Store = IDBPDatabase<Schema>;

let opening: Promise<Store> | undefined;

function open(): Promise<Store> {
	const closed = () => (opening = undefined);
	opening ??= openDB<Schema>('stayward', 1, {
		upgrade(store) {
			store.createObjectStore('pages', { keyPath: ['memberId', 'path'] });
			store.createObjectStore('outbox', { keyPath: 'id' }).createIndex('memberId', 'memberId');
			store.createObjectStore('about');
		},
		// Another tab wants it gone, or a newer one of another shape.
		blocking: (_from, _to, event) => {
			(event.target as IDBDatabase).close();
			closed();
		},
		terminated: closed
	}).catch((thrown: unknown) => {
		closed();
		throw thrown;
	});
	return opening;
}

export async function readAbout<Key extends keyof About>(
	key: Key
): Promise<About[Key] | undefined> {
	return (await (await open()).get('about', key)) as About[Key] | undefined;
}

export async function noteAbout<Key extends keyof About>(
	key: Key,
	value: About[Key]
): Promise<void> {
	await (await open()).put('about', value, key);
}

export async function readKept(memberId: string, path: string): Promise<KeptPage | undefined> {
	return (await open()).get('pages', [memberId, path]);
}

/** Whether this page is kept of the member whose phone this is. */
export async function isKept(path: string): Promise<boolean> {
	const member = await readAbout('member');
	return member !== undefined && (await readKept(member.id, path)) !== undefined;
}

export async function listKept(memberId: string): Promise<KeptPage[]> {
	return (await open()).getAll('pages', ofMember(memberId));
}

/** Each takes the place of the one at its address; those at the addresses of `gone` go. */
export async function keepPages(
	pages: readonly KeptPage[],
	gone: readonly Pick<KeptPage, 'memberId' | 'path'>[] = []
): Promise<void> {
	const change = (await open()).transaction('pages', 'readwrite');
	for (const { memberId, path } of gone) await change.store.delete([memberId, path]);
	for (const page of pages) await change.store.put(page);
	await change.done;
}

/** Everything of everybody else goes before something of this member is written. */
export async function forgetOthers(memberId: string): Promise<void> {
	const change = (await open()).transaction(['pages', 'outbox', 'about'], 'readwrite');
	const owner = (await change.objectStore('about').get('member')) as About['member'] | undefined;
	for (const [of, path] of await change.objectStore('pages').getAllKeys())
		if (of !== memberId) await change.objectStore('pages').delete([of, path]);
	for (const sent of await change.objectStore('outbox').getAll())
		if (sent.memberId !== memberId) await change.objectStore('outbox').delete(sent.id);
	if (owner && owner.id !== memberId) await change.objectStore('about').clear();
	await change.done;
}

/** What was to be read; what could not be sent stays for its member. */
export async function forgetPages(): Promise<void> {
	const change = (await open()).transaction(['pages', 'about'], 'readwrite');
	for (const name of change.objectStoreNames) await change.objectStore(name).clear();
	await change.done;
}

/** Everything of everybody. */
export async function forgetAll(): Promise<void> {
	const change = (await open()).transaction(['pages', 'outbox', 'about'], 'readwrite');
	for (const name of change.objectStoreNames) await change.objectStore(name).clear();
	await change.done;
}

/** Another one with the same id takes its place, and it that of `replaced`. */
export async function putSend(send: QueuedSend, replaced?: string): Promise<void> {
	const change = (await open()).transaction('outbox', 'readwrite');
	if (replaced !== undefined) await change.store.delete(replaced);
	await change.store.put(send);
	await change.done;
}

/** In the order in which they were said. */
export async function listSends(memberId: string): Promise<QueuedSend[]> {
	const sends = await (await open()).getAllFromIndex('outbox', 'memberId', memberId);
	return sends.toSorted((one, other) => (one.at < other.at ? -1 : 1));
}

export async function dropSend(id: string): Promise<void> {
	await (await open()).delete('outbox', id);
}

/** How many things that somebody said on this phone nobody has received yet. */
export async function countSends(): Promise<number> {
	return (await open()).count('outbox');
}

function ofMember(memberId: string): IDBKeyRange {
	return IDBKeyRange.bound([memberId], [memberId, []]);
}
