import type { Instant } from '#lib/domain/calendar.ts';
import type { Reader, Trx } from '../db/database.ts';
import { insertRows } from '../db/statement.ts';
import { newId } from '../ids.ts';
import { isPurpose, textVersions, type Purpose } from './purposes.ts';

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

export interface Decided {
	readonly given: boolean;
	readonly version: string;
	readonly locale: string;
	readonly at: Instant;
}

/** What a member last said about each purpose that they were asked about. */
export async function listDecisions(
	reader: Reader,
	memberId: string
): Promise<Map<Purpose, Decided>> {
	const rows = await reader
		.selectFrom('consent')
		.select(['purpose', 'given', 'text_version', 'locale', 'recorded_at'])
		.where('member_id', '=', memberId)
		.orderBy('recorded_at')
		.orderBy('id')
		.execute();
	const newest = new Map<Purpose, Decided>();
	for (const { purpose, given, text_version: version, locale, recorded_at: at } of rows)
		if (isPurpose(purpose))
			newest.set(purpose, { given: Number(given) === 1, version, locale, at });
	return newest;
}
