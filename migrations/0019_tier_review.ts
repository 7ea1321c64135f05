import { run, type Migration } from '#lib/server/db/migration.ts';

export const tierReview: Migration = {
	name: '0019_tier_review',
	up: (trx) =>
		run(trx, [
			// Whose tier ended, among all; a tier for life never does.
			`create index tier_grant_due on tier_grant (valid_to, member_id)
				where valid_to < '9999-12-31'`
		])
};
