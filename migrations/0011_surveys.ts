import { appendOnly, run, type Migration } from '#lib/server/db/migration.ts';

export const surveys: Migration = {
	name: '0011_surveys',
	up: async (trx) => {
		await run(trx, [
			// The newest version is the one that invitations use; a version that was answered never changes.
			`create table survey_version (
				survey_id text not null,
				version bigint not null,
				document text not null,
				published_at text not null,
				published_by text not null,
				primary key (survey_id, version)
			)`,
			// One for each stay that is asked about. Only the hash of the mailed link's token is kept.
			`create table survey_response (
				id text primary key,
				survey_id text not null,
				version bigint not null,
				member_id text not null references member (id),
				stay_id text not null references stay (id),
				property_id text not null references property (id),
				token_hash text unique,
				status text not null check (status in
					('invited', 'started', 'submitted', 'expired', 'declined')),
				invited_at text not null,
				expires_at text not null,
				started_at text,
				submitted_at text,
				recommend bigint check (recommend between 0 and 10),
				index_micro bigint,
				points bigint,
				unique (survey_id, stay_id),
				foreign key (survey_id, version) references survey_version (survey_id, version)
			)`,
			// Who left lately: the invitations would else read every stay there ever was.
			`create index stay_left on stay (departure, id)
				where status = 'checked_out' and member_id is not null`,
			`create index survey_response_member on survey_response (member_id, invited_at, id)`,
			`create index survey_response_open on survey_response (expires_at, id)
				where status in ('invited', 'started')`,
			`create index survey_response_submitted on survey_response (submitted_at, id)
				where submitted_at is not null`,
			`create table survey_answer (
				response_id text not null references survey_response (id),
				item text not null,
				value text not null,
				answered_at text not null,
				primary key (response_id, item)
			)`,
			// The scores of a response, counted once when it is sent; millionths of a point on the scale 2–10.
			`create table survey_score (
				response_id text not null references survey_response (id),
				dimension text not null,
				score_micro bigint not null,
				primary key (response_id, dimension)
			)`
		]);
		await appendOnly(trx, 'survey_version');
		await appendOnly(trx, 'survey_score');
	}
};
