import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import { diffVersions } from '#lib/domain/programme/diff.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { same } from '#lib/domain/programme/same.ts';
import type { Actor } from '../audit/queries.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { fileOf, lockOpenDraft, readExamples, type ShownDraft } from './draft.ts';
import { closeDraft } from './draft-queries.ts';
import { mustBeGreen, nextOf, writeVersion, type Publication } from './publish.ts';
import { findNewestVersion } from './queries.ts';
import { readProgramme } from './read-programme.ts';

/**
 * The draft as it was shown becomes the newest version, in force from that day. Everything that
 * `publishProgramme` asks of a file is asked of all published versions with the draft behind them.
 * Refused besides: `draft-over`, `changed-meanwhile`.
 */
export async function publishDraft(
	db: Db,
	{ from, ...shown }: ShownDraft & { readonly from: PlainDate },
	actor: Actor,
	now: Instant
): Promise<Publication> {
	return transact(db, async (trx) => {
		const draft = await lockOpenDraft(trx, shown);
		const published = await readProgramme(trx);
		const version = nextOf(published, draft.content.document, from, now);
		const file = mustBeGreen(fileOf(published, draft.content, from));
		const newest = await findNewestVersion(trx);
		if (!newest) throw new Refusal('no-programme');
		const changes = diffVersions((published.at(-1) ?? published[0]).document, version.document);
		await writeVersion(trx, version, file.examples, actor, now, {
			draft: draft.id,
			revision: draft.revision,
			changes: JSON.stringify(changes),
			examplesChanged: !same(readExamples(newest.examples), file.examples)
		});
		await closeDraft(trx, draft.id, 'published', actor.id, now);
		return { number: version.number, from: version.from };
	});
}
