import { z } from 'zod';

/** When guests are asked, how often at most, and how long they may answer. */
export const invitationsSchema = z
	.strictObject({
		afterHours: z.int().min(1).max(336).describe('After noon of the departure, in hours.'),
		distanceDays: z.int().min(0).max(365).describe('Between two invitations to one guest.'),
		expiresDays: z.int().min(1).max(365).describe('From the invitation to the end of its link.'),
		reminderDays: z
			.int()
			.min(1)
			.max(364)
			.nullable()
			.describe('From the invitation to the one reminder; null for none.')
	})
	.refine(
		({ reminderDays, expiresDays }) => reminderDays === null || reminderDays < expiresDays,
		// Nobody is reminded of what is over.
		{ path: ['reminderDays'] }
	);

export type Invitations = z.output<typeof invitationsSchema>;

/** What holds until the house says otherwise. */
export const firstInvitations: Invitations = {
	afterHours: 24,
	distanceDays: 30,
	expiresDays: 30,
	reminderDays: 3
};
