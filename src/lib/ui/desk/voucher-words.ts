import type { DeskNo } from '#lib/domain/views/desk.ts';
import type { RewardGives } from '#lib/domain/views/rewards.ts';
import { counted, formatDate, formatList, formatMoneyShort, inWords } from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';

/** What the clerk does now, as the voucher's kind has it. */
export function sayWhatToDo({ kind, amount, until, nights }: RewardGives): string {
	switch (kind) {
		case 'dining-credit':
			return amount
				? m.desk_taken_dining({ amount: formatMoneyShort(amount.minor, amount.currency) })
				: '';
		case 'free-night':
			return m.desk_taken_night(counted(nights ?? 1));
		case 'late-check-out':
			return until ? m.desk_taken_late({ time: until }) : '';
	}
}

/** Why it cannot be taken here now, and what to do. */
export function sayVoucherNo({ code, ...no }: DeskNo): string {
	switch (code) {
		case 'voucher-unknown':
			return m.desk_no_unknown();
		case 'voucher-used':
			return no.used
				? m.desk_no_used({
						date: formatDate(no.used.on),
						time: no.used.time,
						property: inWords(no.used.at)
					})
				: m.desk_no_used_somewhere();
		case 'voucher-cancelled':
			return m.desk_no_cancelled();
		case 'voucher-expired':
			return m.desk_no_expired({ date: no.validTo ? formatDate(no.validTo) : '' });
		case 'voucher-not-yet':
			return m.desk_no_not_yet({ date: no.validFrom ? formatDate(no.validFrom) : '' });
		case 'voucher-not-here':
			return m.desk_no_not_here({
				properties: formatList((no.properties ?? []).map(inWords), 'disjunction')
			});
		case 'voucher-not-today':
			return m.desk_no_not_today({ date: no.notThrough ? formatDate(no.notThrough) : '' });
	}
}
