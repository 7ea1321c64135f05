import type { Instant } from '#lib/domain/calendar.ts';
import { diffVersions } from '#lib/domain/programme/diff.ts';
import { fieldsOf } from '#lib/domain/programme/draft.ts';
import { compareExamples } from '#lib/domain/programme/effects.ts';
import type { Example } from '#lib/domain/programme/example.ts';
import { comesOut } from '#lib/domain/programme/comes-out.ts';
import { runExamples, type ExampleResult } from '#lib/domain/programme/examples.ts';
import type { Version } from '#lib/domain/programme/programme.ts';
import { same } from '#lib/domain/programme/same.ts';
import type { DraftView, ExampleView, Meanwhile } from '#lib/domain/views/programme.ts';
import type { Reader } from '../db/database.ts';
import { fileOf, problemsOf, readContent, readExamples, type ShownDraft } from './draft.ts';
import { findOpenDraft, findRevision, listRevisionsAfter } from './draft-queries.ts';
import { earliestDay, plannedDay } from './planned-day.ts';
import { findNewestVersion } from './queries.ts';
import { findProgramme } from './read-programme.ts';
import { readDoers } from './read-versions.ts';

/** The open draft with everything that is to be said of it; undefined where none is open. */
export async function readDraft(
	reader: Reader,
	locales: readonly string[],
	now: Instant
): Promise<DraftView | undefined> {
	const draft = await findOpenDraft(reader);
	if (!draft) return undefined;
	const content = readContent(draft);
	const published = await findProgramme(reader);
	const newest = published?.at(-1);
	const known = readExamples((await findNewestVersion(reader))?.examples ?? null);
	const from = plannedDay(published, draft.from_on, now);
	const file = fileOf(published, content, from);
	const doer = await readDoers(reader, [draft.changed_by]);
	const problems = problemsOf(file);
	return {
		id: draft.id,
		revision: draft.revision,
		by: doer(draft.changed_by),
		changedAt: draft.changed_at,
		against: newest?.number,
		isBehind: (newest?.number ?? null) !== draft.based_on,
		document: content.document,
		fields: fieldsOf(content.document, locales),
		changes: newest ? diffVersions(newest.document, content.document) : [],
		problems,
		// What contradicts itself cannot be played.
		examples:
			problems.length > 0
				? []
				: runExamples(file).examples.map((result, at) =>
						toView(result, content.examples[at], known)
					),
		effects:
			problems.length > 0 || !newest
				? []
				: compareExamples(newest.document, content.document, content.examples),
		from,
		earliest: earliestDay(published, now)
	};
}

/** What others have made of a draft since the revision that somebody was shown. */
export async function readMeanwhile(
	reader: Reader,
	{ draftId, revision }: ShownDraft
): Promise<(Meanwhile & { readonly shown: DraftView['document'] }) | undefined> {
	const [last] = await listRevisionsAfter(reader, draftId, revision);
	const was = await findRevision(reader, draftId, revision);
	const is = last && (await findRevision(reader, draftId, last.revision));
	if (!was || !is) return undefined;
	const [before, after] = [readContent(was), readContent(is)];
	const doer = await readDoers(reader, [is.changed_by]);
	return {
		by: doer(is.changed_by),
		at: is.changed_at,
		changes: diffVersions(before.document, after.document),
		examplesChanged: !same(before.examples, after.examples),
		shown: before.document
	};
}

function toView(
	result: ExampleResult,
	example: Example | undefined,
	known: readonly Example[]
): ExampleView {
	return {
		...result,
		wrong: Object.entries(result.expected)
			.filter(([field, value]) => !comesOut(value, result.actual[field]))
			.map(([field]) => field),
		isChanged: !known.some((one) => same(one, example))
	};
}

/** What the open draft says now; undefined where none is open. */
export async function readOpenDocument(reader: Reader): Promise<Version | undefined> {
	const draft = await findOpenDraft(reader);
	return draft && readContent(draft).document;
}
