import {
	firstInvitations,
	invitationsSchema,
	type Invitations
} from '#lib/domain/surveys/invitations.ts';
import type { InvitationsView } from '#lib/domain/views/invitations.ts';
import { readLastChange } from '../audit/name-them.ts';
import type { Reader } from '../db/database.ts';
import { findSetting } from '../house/queries.ts';

export const invitationsKey = 'survey-invitations';
export const invitationsSubject = { kind: 'house', id: invitationsKey } as const;
export const invitationsActs = ['invitations-changed'] as const;

/** What was saved; before anybody did, what Stayward comes with. */
export async function readInvitations(reader: Reader): Promise<Invitations> {
	const row = await findSetting(reader, invitationsKey);
	return invitationsOf(row?.document, row?.revision);
}

export function invitationsOf(
	document: string | undefined,
	revision: number | undefined
): Invitations {
	return document && revision ? invitationsSchema.parse(JSON.parse(document)) : firstInvitations;
}

/** The same for whoever edits it, with who did last. */
export async function readInvitationsToEdit(reader: Reader): Promise<InvitationsView> {
	const row = await findSetting(reader, invitationsKey);
	return {
		...invitationsOf(row?.document, row?.revision),
		revision: row?.revision ?? 0,
		lastChange: await readLastChange(reader, invitationsSubject, invitationsActs)
	};
}
