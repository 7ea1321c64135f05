import { listKept, keepPages, type KeptPage } from '../offline/store.ts';
import { withAnswers } from './with-answers.ts';
import { withNotices } from './with-notices.ts';
import { withProfile } from './with-profile.ts';
import { withWishes } from './with-wishes.ts';
import { toSend, type Waiting } from './waiting.ts';

/** How a kind of page shows what was said: the same view where it is not about it. */
export type Show = (view: never, said: Waiting, path: string) => unknown;

const shows: Readonly<Record<string, Show>> = {
	'/(member)/preferences': withWishes,
	'/(member)/surveys/[id]': withAnswers,
	'/(member)/me/notices': withNotices,
	'/(member)/me': withProfile
};

/** A kept page as it will be once what waits has been received. */
export function withWaiting({ route, path, view }: KeptPage, waiting: readonly Waiting[]): unknown {
	const show = shows[route];
	if (!show) return view;
	return waiting.reduce((shown: unknown, said) => show(shown as never, said, path), view);
}

/** The same of a member's pages, with what still has to be sent. */
export function withSends(page: KeptPage, all: readonly Waiting[]): unknown {
	return withWaiting(page, toSend(all, page.memberId));
}

/** What was received holds on the kept pages too, before they are asked for anew. */
export async function keepWith(said: Waiting): Promise<void> {
	const pages = await listKept(said.memberId);
	const changed = pages.flatMap((page) => {
		const view = withWaiting(page, [said]);
		return view === page.view ? [] : [{ ...page, view }];
	});
	if (changed.length > 0) await keepPages(changed);
}
