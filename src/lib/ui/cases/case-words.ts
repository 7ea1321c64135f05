import type { CaseKind } from '#lib/domain/cases/open-case.ts';
import type { Wall } from '#lib/domain/views/rewards.ts';
import { formatDate } from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';

export function sayKind(kind: CaseKind): string {
	switch (kind) {
		case 'complaint':
			return m.case_complaint();
		case 'suggestion':
			return m.case_suggestion();
		case 'praise':
			return m.case_praise();
	}
}

/** When something was or has to be done, by the clock of its house. */
export function sayWhen({ on, at }: Wall): string {
	return m.cases_due_at({ date: formatDate(on, 'short'), time: at });
}

/** How far it is, for its guest. */
export function sayProgress(one: {
	readonly status: 'open' | 'resolved';
	readonly isAnswered: boolean;
}): string {
	if (one.status === 'resolved') return m.case_state_over();
	return one.isAnswered ? m.case_state_answered() : m.case_state_waits();
}
