import type { Carried } from './carry.ts';

/** What is to be filled in on the page that comes next, and only there. */
export interface Next {
	/** With its query. */
	readonly path: string;
	/** Whose it is; empty where nobody is signed in. */
	readonly member: string;
	/** What was typed before the page was loaded anew. */
	readonly typed?: readonly Carried[];
	/** What waits on the phone and is to be changed. */
	readonly send?: string;
}

const key = 'stayward-typed';
export const here = () => location.pathname + location.search;

/** False where this browser puts nothing away. */
export function putAway(next: Next): boolean {
	try {
		sessionStorage.setItem(key, JSON.stringify(next));
		return true;
	} catch {
		return false;
	}
}

/** After each page that is shown: it is taken out at once, whatever becomes of it. */
export function putBack(member: string): void {
	const next = takeOut();
	if (next?.path !== here()) return;
	const fill = () => import('./fill-next.ts').then(({ fillNext }) => fillNext(next, member));
	void fill().catch(() => undefined);
}

function takeOut(): Next | undefined {
	try {
		const kept = sessionStorage.getItem(key);
		if (kept === null) return undefined;
		sessionStorage.removeItem(key);
		return JSON.parse(kept) as Next;
	} catch {
		return undefined;
	}
}
