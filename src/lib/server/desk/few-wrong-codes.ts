import type { Instant } from '#lib/domain/calendar.ts';
import { wrongCodeLimits } from '../auth/limits.ts';
import { countTry, refuseWhenFull } from '../auth/rate-limits.ts';
import type { Db } from '../db/database.ts';

/**
 * Nobody stands at a desk and tries codes: after a few that nobody has, `too-many-tries` is refused for
 * a while, for right ones too, so that the answer does not tell which they are.
 */
export async function withFewWrongCodes<
	Answer extends { readonly kind: string; readonly no?: { readonly code: string } }
>(db: Db, staffId: string, now: Instant, ask: () => Promise<Answer>): Promise<Answer> {
	const limits = wrongCodeLimits(staffId);
	await refuseWhenFull(db, limits, now);
	const answer = await ask();
	if (wrong.has(answer.no?.code)) await countTry(db, limits, now);
	return answer;
}

const wrong: ReadonlySet<string | undefined> = new Set([
	'voucher-unknown',
	'card-code-unknown',
	'request-code-wrong'
]);
