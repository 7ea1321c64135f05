import { inKeyOrder, run, type Migration } from '#lib/server/db/migration.ts';

export const themes: Migration = {
	name: '0033_themes',
	up: async (trx) => {
		await run(trx, [
			// The dictionary: what guests write about. One that was removed stays, so it is not shipped again.
			`create table theme (
				id text primary key,
				name text not null,
				dimension text not null,
				sort bigint not null,
				revision bigint not null,
				changed_at text not null,
				changed_by text not null,
				removed_at text
			)`,
			// A word is of one theme of its language.
			`create table theme_word (
				locale text not null,
				word text not null,
				theme_id text not null references theme (id),
				primary key (locale, word)
			) ${inKeyOrder}`,
			`create index theme_word_theme on theme_word (theme_id)`,
			// The words of a text, counted once when it is sent; they go with it. Themes are joined when read.
			`create table response_word (
				response_id text not null,
				item text not null,
				locale text not null,
				word text not null,
				kind text not null check (kind in ('word', 'phrase')),
				count bigint not null,
				primary key (response_id, item, word),
				foreign key (response_id, item)
					references survey_answer (response_id, item) on delete cascade
			) ${inKeyOrder}`,
			`create index response_word_said on response_word (word, response_id)`
		]);
	}
};
