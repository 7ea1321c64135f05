import type { Instant } from '#lib/domain/calendar.ts';
import type { Service, Version } from '#lib/domain/programme/programme.ts';
import { versionSchema } from '#lib/domain/programme/schema.ts';
import { editServices, type ServiceEdit } from '#lib/domain/services/edit-services.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Actor } from '../audit/queries.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { lockOpenDraft, type ShownDraft } from './draft.ts';
import { missingOf } from './read-services.ts';
import { reviseDraft } from './save-draft.ts';
import { startDraft } from './start-draft.ts';

/**
 * Changes who is promised what, in the draft: it holds from the day on which that is published. Without an
 * open one it begins as what is published. True when something changed. Refused: `draft-over`,
 * `changed-meanwhile` when somebody has saved the draft since it was shown, `invalid`.
 */
export function saveServices(
	db: Db,
	shown: ShownDraft | undefined,
	edit: ServiceEdit,
	actor: Actor,
	now: Instant
): Promise<boolean> {
	const isTaken = ({ services = [] }: Version) => services.some(({ id }) => id === edit.added?.id);
	return change(db, shown, actor, now, (document) => {
		if (edit.added && isTaken(document)) throw new Refusal('invalid', { field: 'new-en' });
		return editServices(document.services ?? [], edit);
	});
}

/** Adds those of the shipped services that are not there; the others stay as they are. */
export function addShippedServices(
	db: Db,
	shown: ShownDraft | undefined,
	actor: Actor,
	now: Instant
): Promise<boolean> {
	return change(db, shown, actor, now, (document) => [
		...(document.services ?? []),
		...missingOf(document)
	]);
}

async function change(
	db: Db,
	shown: ShownDraft | undefined,
	actor: Actor,
	now: Instant,
	make: (document: Version) => readonly Service[]
): Promise<boolean> {
	// A draft that was begun for this is at its first revision; anything later is somebody else's.
	const at = shown ?? { draftId: await startDraft(db, actor, now), revision: 1 };
	return transact(db, async (trx) => {
		const draft = await lockOpenDraft(trx, at);
		const { document } = draft.content;
		const made = versionSchema.safeParse({ ...document, services: make(document) });
		if (!made.success) throw new Refusal('invalid', { field: 'services' });
		return reviseDraft(trx, draft, { ...draft.content, document: made.data }, actor, now);
	});
}
