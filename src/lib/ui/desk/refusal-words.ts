import type { FormAnswer } from '#lib/domain/views/form-answer.ts';
import { formatMoney } from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';
import { sayRefusal } from '../problems.ts';
import { sayChoiceRefused } from '../rewards/choice-words.ts';

/** A no as the clerk needs it, who speaks of the guest and has a bill before them. */
export function sayDeskRefusal(refusal: NonNullable<FormAnswer['refusal']>): string {
	const { code, facts } = refusal;
	switch (code) {
		case 'bill-below-one-step': {
			const amount = formatMoney(Number(facts['stepMinor']), String(facts['currency']));
			return m.desk_pay_below_step({ amount });
		}
		case 'not-enough-points':
			return m.desk_pay_not_enough();
		case 'points-owed':
			return m.desk_pay_owed();
		case 'address-unverified':
			return m.desk_pay_unverified();
		case 'unknown-currency':
			return m.desk_pay_elsewhere({ currency: String(facts['currency']) });
		case 'request-over':
			return m.desk_word_over();
		case 'take-back-too-late':
			return m.desk_undo_too_late();
		case 'reward-not-that-day':
		case 'reward-too-soon':
		case 'day-full':
			return sayChoiceRefused(refusal);
		case 'not-waiting':
			return facts['status'] === 'issued' ? m.desk_waiting_promised() : m.desk_waiting_over();
		default:
			return sayRefusal(refusal);
	}
}
