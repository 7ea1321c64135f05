import type { Instant } from '#lib/domain/calendar.ts';
import type { Example, Expectation } from '#lib/domain/programme/example.ts';
import { runExamples, type ExampleResult } from '#lib/domain/programme/examples.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Actor } from '../audit/queries.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { fileOf, lockOpenDraft, type ShownDraft } from './draft.ts';
import { plannedDay } from './planned-day.ts';
import { findProgramme } from './read-programme.ts';
import { reviseDraft } from './save-draft.ts';

/**
 * Lets one example of the draft expect what comes out when the draft is in force from its planned day;
 * true when that was something else. Refused: `not-found` where it cannot be played, `draft-over`,
 * `changed-meanwhile`.
 */
export async function takeResult(
	db: Db,
	{ example: at, ...shown }: ShownDraft & { readonly example: number },
	actor: Actor,
	now: Instant
): Promise<boolean> {
	return transact(db, async (trx) => {
		const draft = await lockOpenDraft(trx, shown);
		const { content } = draft;
		const published = await findProgramme(trx);
		const from = plannedDay(published, draft.from_on, now);
		const result = runExamples(fileOf(published, content, from)).examples[at];
		if (!result || 'error' in result.actual) throw new Refusal('not-found');
		const examples = content.examples.map((example, index) =>
			index === at ? expecting(example, result) : example
		);
		return reviseDraft(trx, draft, { ...content, examples }, actor, now);
	});
}

/** What did not come out at all is no longer expected. */
function expecting(example: Example, { actual }: ExampleResult): Example {
	const came = Object.entries(actual).filter(([, value]) => value !== undefined);
	return { ...example, expect: Object.fromEntries(came) as Expectation };
}
