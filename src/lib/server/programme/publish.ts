import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import { checkProgramme } from '#lib/domain/programme/check.ts';
import { runExamples } from '#lib/domain/programme/examples.ts';
import {
	programmeOf,
	type Programme,
	type ProgrammeFile,
	type PublishedVersion,
	type Version
} from '#lib/domain/programme/programme.ts';
import { Refusal, type Facts } from '#lib/domain/refusal.ts';
import { recordAct, type Actor } from '../audit/queries.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { beginAnew } from '../jobs/queries.ts';
import { claimVersion } from './queries.ts';
import { findProgramme, readProgramme, todayIn } from './read-programme.ts';

export interface Publication {
	readonly number: number;
	readonly from: PlainDate;
}

/**
 * Puts a programme file into force. Where nothing is published yet: all its versions, the first from
 * the beginning. Later: its newest version from the day `from`, which must be after every published
 * one and not in the past. Refused: `programme-invalid`, `programme-examples-fail`,
 * `version-date-taken`, `version-date-past`.
 */
export async function publishProgramme(
	db: Db,
	json: unknown,
	from: PlainDate | undefined,
	actor: Actor,
	now: Instant
): Promise<Publication[]> {
	const file = mustBeGreen(json);
	return transact(db, async (trx) => {
		const published = await findProgramme(trx);
		const versions = published
			? [nextOf(published, file.versions.at(-1) ?? file.versions[0], from, now)]
			: programmeOf(file);
		for (const version of versions) await writeVersion(trx, version, file.examples, actor, now);
		return versions.map((version) => ({ number: version.number, from: version.from }));
	});
}

/** The file, when it is one and all its examples are green. */
export function mustBeGreen(json: unknown): ProgrammeFile {
	const checked = checkProgramme(json);
	if (!checked.ok) {
		const [first] = checked.problems;
		throw new Refusal('programme-invalid', {
			problems: checked.problems.length,
			pointer: first?.pointer ?? '',
			message: first?.message ?? ''
		});
	}
	const { failed, examples } = runExamples(checked.file);
	if (failed > 0) {
		const example = examples.find((one) => !one.passed)?.name ?? '';
		throw new Refusal('programme-examples-fail', { failed, example });
	}
	return checked.file;
}

/** The document as the version after all others, from a day that is after theirs and not past. */
export function nextOf(
	published: Programme,
	document: Version,
	day: PlainDate | undefined,
	now: Instant
): PublishedVersion {
	const newest = published.at(-1) ?? published[0];
	const from = day ?? document.from;
	if (from === undefined) throw new Refusal('invalid', { field: 'from' });
	if (from <= newest.from) throw new Refusal('version-date-taken', { newest: newest.from });
	const today = todayIn(published, now);
	if (from < today) throw new Refusal('version-date-past', { today });
	return { number: newest.number + 1, from, document: { ...document, from } };
}

/**
 * Puts it into force and keeps who did; where that is today, today's review of tiers is due again.
 * `facts` are what else is to be said of it.
 */
export async function writeVersion(
	trx: Trx,
	{ number, from, document }: PublishedVersion,
	examples: ProgrammeFile['examples'],
	actor: Actor,
	now: Instant,
	facts: Facts = {}
): Promise<void> {
	const isFirst = await claimVersion(trx, {
		number,
		effective_from: from,
		document: JSON.stringify(document),
		published_at: now,
		published_by: actor.id,
		examples: JSON.stringify(examples)
	});
	if (!isFirst) throw new Refusal('version-date-taken', { newest: from });
	// Whoever meets its needs has waited long enough: today's review is to see it too.
	const programme = await readProgramme(trx);
	if (number > 1 && from <= todayIn(programme, now))
		await beginAnew(trx, { name: 'tier-review', date: todayIn(programme, now) });
	await recordAct(
		trx,
		{
			actor,
			act: 'programme-published',
			subject: { kind: 'programme', id: String(number) },
			facts: { from, ...facts }
		},
		now
	);
}
