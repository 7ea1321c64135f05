import type { LowStockLine } from '#lib/domain/views/reward-stock.ts';
import { formatDate, formatNumber, inWords } from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';

/** "2 left at Lake House on 3 April", "None left". */
export function sayLowStock({
	left,
	house,
	on
}: Pick<LowStockLine, 'left' | 'house' | 'on'>): string {
	const how = left === 0 ? m.admin_reward_gone() : m.admin_reward_few({ left: formatNumber(left) });
	if (!house) return how;
	const at = m.admin_reward_low_at({ how, house: inWords(house) });
	return on ? m.admin_reward_low_on({ how: at, date: formatDate(on) }) : at;
}
