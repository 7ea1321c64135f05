import { onNavigate } from '$app/navigation';

const nothing = () => undefined;

/** Pages that come without a full load change with a view transition, where the browser has them. */
export function turnPages(): void {
	onNavigate(({ complete, from, to }) => {
		const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
		if (calm || !document.startViewTransition || from?.url.pathname === to?.url.pathname) return;
		return new Promise((resolve) => {
			const turn = document.startViewTransition(() => {
				resolve();
				return complete.catch(nothing);
			});
			// A turn that the next one overtakes says so by these; nobody has to know.
			for (const end of [turn.ready, turn.finished]) end.catch(nothing);
		});
	});
}
