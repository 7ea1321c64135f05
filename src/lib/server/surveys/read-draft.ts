import { draftProblems, untranslated } from '#lib/domain/surveys/draft-problems.ts';
import { idsOf } from '#lib/domain/surveys/draft.ts';
import { inOrder } from '#lib/domain/surveys/branching.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { shippedSurvey } from '#lib/domain/surveys/shipped.ts';
import type {
	SurveyDraftView,
	SurveyVersionLine,
	SurveyVersionsView,
	SurveyVersionView
} from '#lib/domain/views/survey-draft.ts';
import type { Reader } from '../db/database.ts';
import { readDoers } from '../programme/read-versions.ts';
import { contentOf } from './draft.ts';
import { findDraft } from './draft-queries.ts';
import { listVersions, type VersionRow } from './queries.ts';
import { surveyOf } from './versions.ts';

/** The draft with what is to be said of it; undefined where none is open. */
export async function readSurveyDraft(
	reader: Reader,
	locales: readonly string[]
): Promise<SurveyDraftView | undefined> {
	const row = await findDraft(reader, shippedSurvey.id);
	if (!row) return undefined;
	const content = contentOf(row);
	const doer = await readDoers(reader, [row.changed_by]);
	return {
		...content,
		id: row.id,
		revision: row.revision,
		by: doer(row.changed_by),
		changedAt: row.changed_at,
		canUndo: row.previous !== null,
		problems: draftProblems(content.survey),
		untranslated: Object.fromEntries(
			locales
				.filter((locale) => locale !== 'en')
				.map((locale) => [locale, untranslated(content.survey, locale)])
		)
	};
}

/** Every version that was published, and whether a draft is open. */
export async function readSurveyVersions(reader: Reader): Promise<SurveyVersionsView> {
	const rows = await listVersions(reader, shippedSurvey.id);
	const draft = await findDraft(reader, shippedSurvey.id);
	const lines = await toLines(reader, rows);
	const doer = await readDoers(reader, draft ? [draft.changed_by] : []);
	return {
		versions: lines,
		draft: draft && { by: doer(draft.changed_by), changedAt: draft.changed_at }
	};
}

/** One version, whole. Refused: `not-found`. */
export async function readSurveyVersion(
	reader: Reader,
	version: number
): Promise<SurveyVersionView> {
	const rows = await listVersions(reader, shippedSurvey.id);
	const at = rows.findIndex((row) => row.version === version);
	const row = rows[at];
	const line = (await toLines(reader, rows))[at];
	if (!row || !line) throw new Refusal('not-found');
	return { line, survey: surveyOf(row.document) };
}

async function toLines(reader: Reader, rows: readonly VersionRow[]): Promise<SurveyVersionLine[]> {
	const staffOf = ({ published_by }: VersionRow) => /^staff (.+)$/.exec(published_by)?.[1];
	const ids = rows.flatMap((row) => staffOf(row) ?? []);
	const doer = await readDoers(reader, ids);
	return rows.map((row, at) => {
		const id = staffOf(row);
		return {
			version: row.version,
			publishedAt: row.published_at,
			by: id === undefined ? undefined : doer(id),
			responses: row.responses,
			questions: inOrder(surveyOf(row.document)).length,
			isSent: at === 0
		};
	});
}

/** Whether a part of the draft is there. */
export function hasPart({ survey }: SurveyDraftView, id: string): boolean {
	return idsOf(survey).includes(id);
}
