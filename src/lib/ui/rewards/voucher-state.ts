import type { VoucherView } from '#lib/domain/views/rewards.ts';
import { counted, formatDate, formatMoneyShort, inWords, sayPoints } from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';

/** How it stands with a voucher, in a sentence; undefined where its code says enough. */
export function sayState(view: VoucherView): string | undefined {
	const points = sayPoints(view.points, view.pointsName);
	switch (view.status) {
		case 'reserved':
			return (
				view.waitsTo &&
				m.voucher_waits({ date: formatDate(view.waitsTo.on), time: view.waitsTo.at })
			);
		case 'issued':
			if (view.left && view.amount)
				return m.voucher_left({
					left: formatMoneyShort(view.left.minor, view.left.currency),
					amount: formatMoneyShort(view.amount.minor, view.amount.currency)
				});
			return view.confirmed ? m.voucher_confirmed() : undefined;
		case 'used':
			return view.atOnce ? sayGiven(view, points) : sayUsed(view);
		case 'cancelled':
			return m.voucher_cancelled_text({ points });
		case 'expired':
			return m.voucher_expired_text({ date: formatDate(view.validTo) });
		case 'returned':
			return sayReturned(view, points);
	}
}

function sayUsed({ takes, validTo }: VoucherView): string {
	const last = takes.at(-1);
	if (takes.length > 1) return m.voucher_used_up();
	if (!last) return m.voucher_used_text({ date: formatDate(validTo) });
	return m.voucher_used_at({ date: formatDate(last.on), property: inWords(last.property) });
}

function sayGiven({ kind, tier, months, partner, redeemedOn }: VoucherView, points: string) {
	const date = formatDate(redeemedOn);
	if (kind === 'status-gift' && tier && months)
		return m.voucher_given_status({ tier: inWords(tier), date, ...counted(months) });
	if (kind === 'donation' && partner)
		return m.voucher_given_donation({ partner: inWords(partner), points, date });
	if (kind === 'partner-code' && partner)
		return m.voucher_given_code({ partner: inWords(partner), date });
	return m.voucher_given({ date });
}

function sayReturned({ whyReturned }: VoucherView, points: string): string {
	switch (whyReturned) {
		case 'declined':
			return m.voucher_returned_declined({ points });
		case 'cut-off':
			return m.voucher_returned_silent({ points });
		case 'undone':
			return m.voucher_returned_undone({ points });
		case 'withdrawn':
		case undefined:
			return m.voucher_returned_text({ points });
	}
}
