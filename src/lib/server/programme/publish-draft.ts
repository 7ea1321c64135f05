import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import { diffVersions } from '#lib/domain/programme/diff.ts';
import { fromTheBeginning } from '#lib/domain/programme/programme.ts';
import { same } from '#lib/domain/programme/same.ts';
import type { Actor } from '../audit/queries.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { fileOf, lockOpenDraft, readExamples, type ShownDraft } from './draft.ts';
import { closeDraft } from './draft-queries.ts';
import { mustBeGreen, nextOf, writeVersion, type Publication } from './publish.ts';
import { findNewestVersion } from './queries.ts';
import { findProgramme } from './read-programme.ts';

/**
 * The draft as it was shown becomes the newest version, in force from that day; the first is in force
 * from the beginning. Everything that
 * `publishProgramme` asks of a file is asked of all published versions with the draft behind them.
 * Refused besides: `draft-over`, `changed-meanwhile`.
 */
export async function publishDraft(
	db: Db,
	{ from, ...shown }: ShownDraft & { readonly from: PlainDate | undefined },
	actor: Actor,
	now: Instant
): Promise<Publication> {
	return transact(db, async (trx) => {
		const draft = await lockOpenDraft(trx, shown);
		const { content } = draft;
		const published = await findProgramme(trx);
		const version = published
			? nextOf(published, content.document, from, now)
			: { number: 1, from: fromTheBeginning, document: content.document };
		const file = mustBeGreen(fileOf(published, content, published && version.from));
		const newest = published?.at(-1);
		const changes = newest ? diffVersions(newest.document, version.document) : [];
		const known = readExamples((await findNewestVersion(trx))?.examples ?? null);
		await writeVersion(trx, version, file.examples, actor, now, {
			draft: draft.id,
			revision: draft.revision,
			changes: JSON.stringify(changes),
			examplesChanged: !same(known, file.examples)
		});
		await closeDraft(trx, draft.id, 'published', actor.id, now);
		return { number: version.number, from: version.from };
	});
}
