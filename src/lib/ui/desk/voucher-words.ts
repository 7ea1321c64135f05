import type { DeskNo } from '#lib/domain/views/desk.ts';
import type { Text } from '#lib/domain/text.ts';
import type { RewardGives } from '#lib/domain/views/rewards.ts';
import { counted, formatDate, formatList, formatMoneyShort, inWords } from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';

/** What the clerk does now, as the voucher's kind has it. */
export function sayWhatToDo(gives: RewardGives, name: Text): string {
	const { kind, amount, until, nights, nth, room, persons, mornings } = gives;
	const money = amount ? formatMoneyShort(amount.minor, amount.currency) : '';
	switch (kind) {
		case 'dining-credit':
			return m.desk_taken_dining({ amount: money });
		case 'spa-credit':
			return m.desk_taken_spa({ amount: money });
		case 'money-off':
			return m.desk_taken_money_off({ amount: money });
		case 'free-night':
			return m.desk_taken_night(counted(nights ?? 1));
		case 'nth-night':
			return m.desk_taken_nth({ nth: nth ?? 0 });
		case 'late-check-out':
			return m.desk_taken_late({ time: until ?? '' });
		case 'room-upgrade':
			return m.desk_taken_upgrade({ room: room ? inWords(room) : '' });
		case 'breakfast':
			return m.desk_taken_breakfast({ persons: persons ?? 1, mornings: mornings ?? 1 });
		case 'gift':
		case 'partner-code':
		case 'status-gift':
		case 'donation':
			return m.desk_taken_gift({ name: inWords(name) });
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
		case 'voucher-unconfirmed':
			return m.desk_no_unconfirmed();
		case 'voucher-not-in-parts':
			return m.desk_no_not_in_parts();
		case 'voucher-not-today':
			return m.desk_no_not_today({ date: no.notThrough ? formatDate(no.notThrough) : '' });
	}
}
