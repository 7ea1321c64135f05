import type { CardNo } from '#lib/domain/views/desk.ts';
import { m } from '#lib/i18n/messages.ts';

/** Why a card's code does not count, and what the clerk can do. */
export function sayCardNo(no: CardNo): string {
	switch (no.code) {
		case 'card-code-unknown':
			return m.refusal_card_code_unknown();
		case 'card-code-old':
			return m.desk_card_old({ time: no.shownAt, lag: sayLag(no.minutes) });
		case 'card-code-ahead':
			return m.desk_card_ahead({ time: no.shownAt, lag: sayLag(no.minutes) });
		case 'card-code-seen':
			return no.here ? m.desk_card_seen_here({ time: no.at }) : m.desk_card_seen({ time: no.at });
	}
}

/** A difference in minutes, in hours where it is long. */
function sayLag(minutes: number): string {
	return minutes < 90
		? m.desk_lag_minutes({ count: minutes })
		: m.desk_lag_hours({ count: Math.round(minutes / 60) });
}
