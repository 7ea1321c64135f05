import { page } from '$app/state';
import { getLocale } from '#lib/i18n/messages.ts';
import { memberHeader } from '#lib/domain/phone/headers.ts';
import type { KeptView } from '#lib/domain/views/kept.ts';
import { phoneTime } from '#lib/ui/card/phone-clock.ts';
import { isStale, keepAll, keepShown, settleIn } from '#lib/ui/offline/keep.ts';
import { followLeaving } from '#lib/ui/offline/leave.ts';
import { keptPath } from '#lib/ui/offline/names.ts';
import { offerInstall } from '#lib/ui/install/offer-install.ts';
import { sendWhatWaits } from '#lib/ui/outbox/again.ts';

let follows = false;

/** What the phone does in the quiet after a page of its member is shown. */
export async function atHome(): Promise<void> {
	const { hotel, member, view, code } = page.data as Shown;
	const shown = { path: keptPath(page.url), route: page.route.id ?? '' };
	// Plain http has no caches, and some private windows have no database.
	if (!member || !('caches' in globalThis)) return;
	if (!follows) {
		if (!(await isStillIn(member.id))) return;
		followLeaving();
		addEventListener('online', () => void sendAndAsk());
		document.addEventListener('visibilitychange', () => {
			if (document.visibilityState === 'visible') void sendAndAsk();
		});
	}
	follows = true;

	await settleIn(member.id);
	if (view !== undefined && page.status === 200 && !shown.path.includes('?%2F'))
		await keepShown({
			...shown,
			memberId: member.id,
			view: code ? { ...view, code } : view,
			at: phoneTime()
		});
	await sendAndAsk();
	offerInstall(hotel, shown.route.endsWith('/vouchers/[id]'));
}

/** Somebody may have signed out in another tab while this page was on its way. */
async function isStillIn(memberId: string): Promise<boolean> {
	const headers = { [memberHeader]: memberId };
	const asked = { method: 'HEAD', headers, redirect: 'manual' } as const;
	return fetch('/keep', asked).then(
		({ ok }) => ok,
		() => false
	);
}

interface Shown {
	readonly hotel: string;
	readonly member?: { readonly id: string };
	readonly view?: object;
	/** The card's. */
	readonly code?: object;
}

/** What waits goes first, so that what is kept says it. */
async function sendAndAsk(): Promise<void> {
	const { member } = page.data as Shown;
	if (!member) return;
	await sendWhatWaits(member.id);
	if (!(await isStale(phoneTime()))) return;
	const answer = await fetch('/keep').catch(() => undefined);
	if (!answer?.ok || answer.redirected) return;
	const kept = (await answer.json()) as KeptView;
	if (kept.memberId === member.id) await keepAll(kept, getLocale(), phoneTime());
}
