import type { EntryKind } from '#lib/domain/ledger/account.ts';
import type { Because, EntryLine } from '#lib/domain/views/common.ts';
import { formatDate, formatDates, formatNumber, inWords } from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';

/** What a line of the ledger is called. */
export function titleOf(entry: Pick<EntryLine, 'kind' | 'stay' | 'because'>): string {
	if (entry.kind === 'earn' && entry.stay) return inWords(entry.stay.property);
	if (entry.because?.code === 'award-survey') return m.entry_survey();
	if (entry.because?.code === 'award-referral') return m.entry_referral();
	if (entry.because?.code === 'activity') return m.entry_activity();
	if (entry.because?.code === 'milestone')
		return m.entry_milestone({ at: formatNumber(Number(entry.because.facts['at'])) });
	if (entry.because?.code === 'merged') return m.entry_merged();
	if (entry.because?.code === 'unmerged') return m.entry_unmerged();
	if (entry.because?.code === 'pooled')
		return entry.kind === 'transfer-in' ? m.entry_pool_in() : m.entry_pool_out();
	return titleOfKind(entry);
}

export function titleOfKind(entry: { readonly kind: EntryKind }): string {
	switch (entry.kind) {
		case 'earn':
			return m.entry_earn();
		case 'bonus':
			return m.entry_bonus();
		case 'redeem':
			return m.entry_redeem();
		case 'return':
			return m.entry_return();
		case 'expire':
			return m.entry_expire();
		case 'adjust':
			return m.entry_adjust();
		case 'reversal':
			return m.entry_reversal();
		case 'transfer-in':
			return m.entry_transfer_in();
		case 'transfer-out':
			return m.entry_transfer_out();
		case 'import':
			return m.entry_import();
		case 'goodwill':
			return m.entry_goodwill();
	}
}

/** When and why, in half a sentence. */
export function reasonOf(entry: Pick<EntryLine, 'kind' | 'stay' | 'because' | 'on'>): string {
	const { stay, because } = entry;
	if (stay) {
		const dates = formatDates(stay.arrival, stay.departure);
		if (entry.kind === 'earn') return dates;
		return m.entry_of_stay({ property: inWords(stay.property), dates });
	}
	const reason = because && sayBecause(because);
	const on = formatDate(entry.on);
	return reason ? m.entry_on({ date: on, reason }) : on;
}

/** Why alone, for where the day stands beside it. */
export function detailOf(entry: Pick<EntryLine, 'kind' | 'stay' | 'because' | 'on'>): string {
	if (entry.stay) return reasonOf(entry);
	return (entry.because && sayBecause(entry.because)) ?? '';
}

const text = (because: Because, name: string) => String(because.facts[name] ?? '');

export function sayBecause(because: Because): string | undefined {
	switch (because.code) {
		case 'expired-inactive':
			return m.because_expired_inactive({ date: formatDate(text(because, 'date')) });
		case 'expired-lot':
			return m.because_expired_lot({ date: formatDate(text(because, 'date')) });
		case 'noted':
			return text(because, 'note');
		case 'named':
			return because.name && inWords(because.name);
		default:
			return undefined;
	}
}
