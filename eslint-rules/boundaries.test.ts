import { ESLint } from 'eslint';
import ts from 'typescript-eslint';
import { describe, expect, test } from 'vitest';
import rules from './index.js';

// The rules of the boundaries need no types, so files that do not exist can be linted.
const eslint = new ESLint({
	overrideConfigFile: 'eslint.config.js',
	overrideConfig: [
		{ ...ts.configs.disableTypeChecked, files: ['**/*.ts', '**/*.svelte'] } as never,
		{
			files: ['**/*.ts', '**/*.svelte'],
			languageOptions: { parserOptions: { projectService: false, project: false } }
		} as never
	]
});
const typed = new ESLint({ overrideConfigFile: 'eslint.config.js' });

/** File, text that crosses a boundary, text beside it that does not. */
type Case = readonly [file: string, breaking: string, conforming: string];

const script = (text: string) => `<script lang="ts">\n${text}\n</script>\n\n<p>{x}</p>\n`;
const fn = (body: string, head = '') => `${head}export async function act() {\n${body}\n}\n`;

const layers: Record<string, Case> = {
	'domain to server': [
		'src/lib/domain/tiers/evaluate-tier.ts',
		`export { open } from '#lib/server/db/open.ts';\n`,
		`export { Refusal } from '../refusal.ts';\n`
	],
	'domain to server, by a relative path': [
		'src/lib/domain/tiers/evaluate-tier.ts',
		`export { open } from '../../server/db/open.ts';\n`,
		`export { sum } from './sum.ts';\n`
	],
	'domain to server, types included': [
		'src/lib/domain/tiers/evaluate-tier.ts',
		`export type { Db } from '#lib/server/db/database.ts';\n`,
		`export type { Instant } from '#lib/domain/calendar.ts';\n`
	],
	'a test of the domain to server': [
		'src/lib/domain/tiers/evaluate-tier.test.ts',
		`export { codeAt } from '../../server/cards/check-code.ts';\n`,
		`export { expect } from 'vitest';\nexport { readFile } from 'node:fs/promises';\n`
	],
	'a test of the ui to server': [
		'src/lib/ui/say.test.ts',
		`export { open } from '#lib/server/db/open.ts';\n`,
		`export { Refusal } from '#lib/domain/refusal.ts';\n`
	],
	'domain to i18n': [
		'src/lib/domain/views/home.ts',
		`export { m } from '#lib/i18n/messages.ts';\n`,
		`export { z } from 'zod';\n`
	],
	'domain to ui': [
		'src/lib/domain/views/home.ts',
		`export { default as Card } from '#lib/ui/Card.svelte';\n`,
		`export { Temporal } from 'temporal-polyfill';\n`
	],
	'domain to another package': [
		'src/lib/domain/import/read.ts',
		`export { parse } from 'csv-parse';\n`,
		`export { z } from 'zod';\n`
	],
	'domain to the machine': [
		'src/lib/domain/import/read.ts',
		`export { readFile } from 'node:fs/promises';\n`,
		`export { z } from 'zod';\n`
	],
	'i18n to server': [
		'src/lib/i18n/formats.ts',
		`export { open } from '#lib/server/db/open.ts';\n`,
		`export { m } from './messages.ts';\n`
	],
	'i18n to ui': [
		'src/lib/i18n/formats.ts',
		`export { tones } from '#lib/ui/tones.ts';\n`,
		`export { locales } from './messages.ts';\n`
	],
	'server to ui': [
		'src/lib/server/members/join.ts',
		`export { tones } from '#lib/ui/tones.ts';\n`,
		`export { Refusal } from '#lib/domain/refusal.ts';\n`
	],
	'server to routes': [
		'src/lib/server/members/join.ts',
		`export { load } from '../../../routes/+layout.server.ts';\n`,
		`export { findMember } from './queries.ts';\n`
	],
	'server to a package that production lacks': [
		'src/lib/server/members/join.ts',
		`export { redirect } from '@sveltejs/kit';\n`,
		`export type { RequestEvent } from '@sveltejs/kit';\n`
	],
	'queries to rules': [
		'src/lib/server/ledger/queries.ts',
		`export { decideSpending } from '#lib/domain/ledger/decide-spending.ts';\n`,
		`export type { Entry } from '#lib/domain/ledger/account.ts';\n`
	],
	'queries to transactions': [
		'src/lib/server/ledger/queries.ts',
		`export { transact } from '../db/transact.ts';\n`,
		`export type { Trx } from '../db/database.ts';\n`
	],
	'ui to server': [
		'src/lib/ui/Card.svelte',
		script(`import { x } from '#lib/server/members/queries.ts';`),
		script(`import { x } from '#lib/domain/views/home.ts';`)
	],
	'ui to server, types included': [
		'src/lib/ui/tones.ts',
		`export type { MemberRow } from '#lib/server/members/queries.ts';\n`,
		`export type { HomeView } from '#lib/domain/views/home.ts';\n`
	],
	'ui to routes': [
		'src/lib/ui/Card.svelte',
		script(`import { x } from '../../routes/(member)/points/words.ts';`),
		script(`import { x } from './words.ts';`)
	],
	'ui to a package of the server': [
		'src/lib/ui/Card.svelte',
		script(`import { x } from 'kysely';`),
		script(`import { Moon as x } from '@lucide/svelte';`)
	],
	'a page to server': [
		'src/routes/(member)/points/+page.svelte',
		script(`import { x } from '#lib/server/ledger/queries.ts';`),
		script(`import { x } from '#lib/ui/words.ts';`)
	],
	'a page to server, types included': [
		'src/routes/(member)/points/+page.svelte',
		script(`import type { Lot } from '#lib/server/ledger/queries.ts';\nlet x: Lot;`),
		script(`import type { PageProps } from './$types';\nlet x: PageProps;`)
	],
	'a page to what stays on the server': [
		'src/routes/(member)/points/+page.ts',
		`export { load } from './+page.server.ts';\n`,
		`export { words } from './words.ts';\n`
	],
	'the command line to ui': [
		'src/cli.ts',
		`export { tones } from '#lib/ui/tones.ts';\n`,
		`export { openDatabase } from '#lib/server/db/open.ts';\n`
	],
	'server to the command line': [
		'src/lib/server/members/join.ts',
		`export { print } from '#lib/cli/print.ts';\n`,
		`export { newId } from '../ids.ts';\n`
	],
	'a migration to the domain': [
		'migrations/0099_more.ts',
		`export { decideSpending } from '#lib/domain/ledger/decide-spending.ts';\n`,
		`export { run } from '#lib/server/db/migration.ts';\n`
	]
};

const others: Record<string, Record<string, Case>> = {
	'stayward/sql-in-queries': {
		'a use-case that writes SQL': [
			'src/lib/server/members/join.ts',
			fn(`await trx.insertInto('member').values(row).execute();`),
			fn(`await insertMember(trx, row);`, `import { insertMember } from './queries.ts';\n`)
		],
		'a page that writes SQL': [
			'src/routes/(member)/points/+page.server.ts',
			`import { sql } from 'kysely';\n${fn('return sql`select 1`;')}`,
			`import { listLots } from '#lib/server/ledger/queries.ts';\n${fn('return listLots(db);')}`
		],
		'queries that open a transaction': [
			'src/lib/server/members/queries.ts',
			fn(`await db.transaction().execute(work);`),
			fn(`await trx.selectFrom('member').execute();`)
		]
	},
	'stayward/own-tables': {
		'an area that reads the table of another': [
			'src/lib/server/members/queries.ts',
			fn(`return db.selectFrom('lot').selectAll().execute();`),
			fn(`return db.selectFrom('member as m').selectAll().execute();`)
		],
		'an area that joins the table of another': [
			'src/lib/server/members/queries.ts',
			fn(`return db.selectFrom('member').innerJoin('lot', 'a', 'b').execute();`),
			fn(`return db.selectFrom('member').innerJoin('member_identity', 'a', 'b').execute();`)
		],
		'an area that writes what it may only read': [
			'src/lib/server/ledger/queries.ts',
			fn(`await trx.updateTable('member').set({ a }).execute();`),
			fn(`await trx.selectFrom('member').select('a').execute();`)
		],
		'an area that adds rows to the table of another': [
			'src/lib/server/stays/queries.ts',
			fn(`await insertRows(trx, 'entry', rows);`),
			fn(`await insertRows(trx, 'stay', rows);`)
		],
		'plain SQL on the table of another': [
			'src/lib/server/stays/queries.ts',
			fn('await sql`delete from entry where id = ${id}`.execute(trx);'),
			fn('await sql`delete from stay where id = ${id}`.execute(trx);')
		],
		'a table that nobody owns': [
			'src/lib/server/stays/queries.ts',
			fn(`return db.selectFrom('nobodys').execute();`),
			fn(`return db.with('recent', recent).selectFrom('recent').execute();`)
		]
	},
	'stayward/one-transaction': {
		'a use-case of two transactions': [
			'src/lib/server/members/join.ts',
			fn('await transact(db, one);\nawait transact(db, two);'),
			fn('await transact(db, both);')
		],
		'a transaction inside of another': [
			'src/lib/server/members/join.ts',
			fn('await transact(db, (trx) => transact(db, two));'),
			fn('await transact(db, (trx) => two(trx));')
		]
	},
	'stayward/no-effect-on-import': {
		'a call': [
			'src/lib/server/jobs/schedule.ts',
			`start();\nexport function start() {}\n`,
			`export function start() {}\n`
		],
		'a read file': [
			'src/lib/server/mail/template.ts',
			`import { readFileSync } from 'node:fs';\nexport const text = readFileSync('x', 'utf8');\n`,
			`import { readFileSync } from 'node:fs';\nexport const text = () => readFileSync('x', 'utf8');\n`
		],
		'an opened database': [
			'src/lib/server/db/open.ts',
			`import pg from 'pg';\nexport const pool = new pg.Pool();\n`,
			`import pg from 'pg';\nexport const open = () => new pg.Pool();\n`
		],
		'a wait': [
			'src/lib/domain/calendar.ts',
			`export const zones = await load();\n`,
			`export const zones = ['UTC'];\n`
		],
		'a read environment': [
			'src/lib/server/config.ts',
			`export const port = process.env['PORT'];\n`,
			`export const port = (env: Record<string, string>) => env['PORT'];\n`
		]
	},
	'stayward/time-is-an-argument': {
		'Date.now()': [
			'src/lib/server/ledger/expire.ts',
			fn('return Date.now();'),
			fn('return now.epochMilliseconds;')
		],
		'new Date()': [
			'src/lib/domain/calendar.ts',
			fn('return new Date();'),
			fn('return new Date(instant);')
		],
		'Temporal.Now': [
			'src/lib/domain/calendar.ts',
			fn('return Temporal.Now.instant();'),
			fn('return Temporal.Instant.from(text);')
		],
		'a clock outside of the one place': [
			'src/lib/server/members/clock.ts',
			fn('return Date.now();'),
			fn('return clock.now();')
		]
	},
	'stayward/import-style': {
		$lib: [
			'src/routes/+page.svelte',
			script(`import { x } from '$lib/ui/words.ts';`),
			script(`import { x } from '#lib/ui/words.ts';`)
		],
		'$app/stores': [
			'src/routes/+page.svelte',
			script(`import { page as x } from '$app/stores';`),
			script(`import { page as x } from '$app/state';`)
		],
		'the base path': [
			'src/routes/+page.svelte',
			script(`import { base as x } from '$app/paths';`),
			script(`import { resolve as x } from '$app/paths';`)
		],
		'no extension': [
			'src/lib/domain/calendar.ts',
			`export { sum } from './sum';\n`,
			`export { sum } from './sum.ts';\n`
		]
	},
	'no-restricted-globals': {
		'ui that fetches': [
			'src/lib/ui/Card.svelte',
			script(`const x = fetch('/points');`),
			script(`const { x } = $props();`)
		],
		'ui that fetches by the back door': [
			'src/lib/ui/load.ts',
			`export const load = () => globalThis.fetch('/points');\n`,
			`export const load = (given: () => void) => given();\n`
		]
	}
};

async function lint(file: string, text: string): Promise<readonly (string | null)[]> {
	const [result] = await eslint.lintText(text, { filePath: file });
	if (!result) throw new Error(`${file} is ignored`);
	const fatal = result.messages.find((message) => message.fatal);
	if (fatal) throw new Error(`${file}: ${fatal.message}`);
	return result.messages.map((message) => message.ruleId);
}

const boundary = (id: string | null) =>
	id?.startsWith('stayward/') || id?.startsWith('no-restricted');

describe.each(Object.entries({ 'stayward/direction': layers, ...others }))('%s', (rule, cases) => {
	test.each(Object.entries(cases))('refuses %s, and not what is beside it', async (_, given) => {
		const [file, breaking, conforming] = given;
		expect(await lint(file, breaking)).toContain(rule);
		expect((await lint(file, conforming)).filter(boundary)).toEqual([]);
	});
});

test('every rule of ours is crossed by a case here', () => {
	const crossed = ['stayward/direction', ...Object.keys(others)];
	expect(crossed).toEqual(
		expect.arrayContaining(Object.keys(rules.rules).map((rule) => `stayward/${rule}`))
	);
});

test('clock.ts reads the clock', async () => {
	expect(await lint('src/lib/server/clock.ts', fn('return Date.now();'))).not.toContain(
		'stayward/time-is-an-argument'
	);
});

test('a promise that nobody waits for is refused', async () => {
	const waits = 'export async function act() {\n\tawait act();\n}\n';
	const forgets = 'export async function act() {\n\tact();\n}\n';
	const lintTyped = async (text: string) => {
		const [result] = await typed.lintText(text, { filePath: 'src/lib/i18n/with-locale.ts' });
		return result?.messages.map((message) => message.ruleId);
	};
	expect(await lintTyped(forgets)).toContain('@typescript-eslint/no-floating-promises');
	expect(await lintTyped(waits)).toEqual([]);
});
