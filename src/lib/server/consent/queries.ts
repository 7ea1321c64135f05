import type { Instant } from '#lib/domain/calendar.ts';
import type { Trx } from '../db/database.ts';
import { insertRows } from '../db/statement.ts';
import { newId } from '../ids.ts';
import { textVersions, type Purpose } from './purposes.ts';

export interface Decision {
	readonly purpose: Purpose;
	readonly given: boolean;
}

/** Every decision is kept, also a no: with the text that was shown, its language and where. */
export async function recordConsents(
	trx: Trx,
	memberId: string,
	decisions: readonly Decision[],
	where: { readonly locale: string; readonly channel: string },
	now: Instant
): Promise<void> {
	await insertRows(
		trx,
		'consent',
		decisions.map(({ purpose, given }) => ({
			id: newId(),
			member_id: memberId,
			purpose,
			given: given ? 1 : 0,
			text_version: textVersions[purpose],
			locale: where.locale,
			channel: where.channel,
			recorded_at: now
		}))
	);
}
