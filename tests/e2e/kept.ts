import { expect, type Page } from '@playwright/test';

/** Until the worker is there and the phone has kept its pages, this one among them. */
export async function kept(page: Page, path = '/me'): Promise<void> {
	await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
	await expect.poll(() => keptPaths(page), { timeout: 15_000 }).toContain(path);
}

function keptPaths(page: Page): Promise<string[]> {
	return page.evaluate(async () => {
		const databases = await indexedDB.databases();
		if (!databases.some(({ name }) => name === 'stayward')) return [];
		const database = await new Promise<IDBDatabase>((resolve, reject) => {
			const opening = indexedDB.open('stayward');
			opening.onsuccess = () => resolve(opening.result);
			opening.onerror = () => reject(new Error('stayward'));
		});
		const keys = database.transaction('pages').objectStore('pages').getAllKeys();
		await new Promise((resolve) => (keys.onsuccess = resolve));
		database.close();
		return keys.result.map((key) => (key as string[])[1] ?? '');
	});
}

/** All that scripts of ours could have put away, as one text. */
export function everythingKept(page: Page): Promise<string> {
	return page.evaluate(async () => {
		const kept: unknown[] = [{ ...localStorage }, { ...sessionStorage }, document.cookie];
		kept.push(history.state);
		for (const { name } of await indexedDB.databases()) {
			const database = await new Promise<IDBDatabase>((resolve, reject) => {
				const opening = indexedDB.open(name ?? '');
				opening.onsuccess = () => resolve(opening.result);
				opening.onerror = () => reject(new Error(name));
			});
			for (const store of database.objectStoreNames) {
				const all = database.transaction(store).objectStore(store).getAll();
				await new Promise((resolve) => (all.onsuccess = resolve));
				kept.push(name, store, all.result);
			}
			database.close();
		}
		for (const name of await caches.keys()) {
			const cache = await caches.open(name);
			for (const request of await cache.keys())
				kept.push(name, request.url, await (await cache.match(request))?.text());
		}
		return JSON.stringify(kept);
	});
}

export const containing = (secrets: readonly string[], text: string) =>
	secrets.filter((secret) => text.includes(secret));
