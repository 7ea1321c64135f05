import type { Instant } from '#lib/domain/calendar.ts';
import { checkProgramme } from '#lib/domain/programme/check.ts';
import { runExamples } from '#lib/domain/programme/examples.ts';
import type { ProgrammeFile, Version } from '#lib/domain/programme/programme.ts';
import { readTemplate, type TemplateName } from '#lib/domain/programme/templates.ts';
import { Refusal, type Facts } from '#lib/domain/refusal.ts';
import { recordAct, type Actor } from '../audit/queries.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { newId } from '../ids.ts';
import { findOpenDraft, insertDraft } from './draft-queries.ts';
import { findNewestVersion } from './queries.ts';

/**
 * The draft that is open, else a new one that begins as the newest published version with its examples,
 * or, while nothing is published, as that template. There is one at most: of two who start at once both
 * get the same. Refused: `no-programme` where there is nothing to begin from.
 */
export async function startDraft(
	db: Db,
	actor: Actor,
	now: Instant,
	template?: TemplateName
): Promise<string> {
	return transact(db, async (trx) => {
		const open = await findOpenDraft(trx);
		if (open) return open.id;
		const newest = await findNewestVersion(trx);
		const beginning = newest ? continuing(newest) : template && beginningOf(template);
		if (!beginning) throw new Refusal('no-programme');
		const id = newId();
		const isFirst = await insertDraft(trx, {
			id,
			based_on: newest?.number ?? null,
			revision: 1,
			status: 'open',
			from_on: null,
			...beginning,
			created_at: now,
			created_by: actor.id,
			changed_at: now,
			changed_by: actor.id
		});
		if (!isFirst) {
			const other = await findOpenDraft(trx);
			if (!other) throw new Refusal('still-running');
			return other.id;
		}
		const subject = { kind: 'programme-draft', id };
		const facts: Facts = newest ? { basedOn: newest.number } : { template: template ?? null };
		await recordAct(trx, { actor, act: 'programme-draft-started', subject, facts }, now);
		return id;
	});
}

function continuing({ document, examples }: { document: string; examples: string | null }) {
	return { document: withoutDate(document), examples: examples ?? '[]' };
}

/** A template that changed its rules begins with its newest ones, and the examples that hold for them. */
function beginningOf(template: TemplateName) {
	const file = readTemplate(template) as ProgrammeFile;
	const document = withoutDate(JSON.stringify(file.versions.at(-1)));
	const version = JSON.parse(document) as Version;
	const green = file.examples.filter((example) => {
		const checked = checkProgramme({ ...file, versions: [version], examples: [example] });
		return checked.ok && runExamples(checked.file).failed === 0;
	});
	return { document, examples: JSON.stringify(green) };
}

/** The day it takes effect is set when it is published. */
function withoutDate(document: string): string {
	const { from, ...rest } = JSON.parse(document) as Record<string, unknown>;
	void from;
	return JSON.stringify(rest);
}
