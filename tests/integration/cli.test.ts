import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { addDays } from '#lib/domain/calendar.ts';
import { listTemplates, readTemplate } from '#lib/domain/programme/templates.ts';
import { onBothDatabases, placeOf } from './databases.ts';
import { ada, folder, header, row } from './import-files.ts';

// Processes and fills are slow on a busy machine, which is no fault of theirs.
vi.setConfig({ testTimeout: 180_000 });

const root = path.join(import.meta.dirname, '../..');

interface Ran {
	readonly status: number | null;
	readonly out: string;
	readonly said: string;
}

function call(env: Record<string, string>, args: readonly string[], input = ''): Promise<Ran> {
	const { DATABASE_URL: _, ...own } = process.env;
	const child = spawn(process.execPath, ['src/cli.ts', ...args], {
		cwd: root,
		env: { ...own, STAYWARD_CLOCK: '2026-03-01T09:00:00Z', ...env }
	});
	const ran = { status: null as number | null, out: '', said: '' };
	child.stdout.on('data', (chunk: Buffer) => (ran.out += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (ran.said += chunk.toString()));
	child.stdin.end(input);
	return new Promise((resolve) => {
		child.once('close', (status) => {
			resolve({ ...ran, status });
		});
	});
}

/** A place from which no database can be reached: whoever opens one fails. */
const nowhere = {
	DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing',
	STAYWARD_DATA: '/proc/no'
};

test('M7: what is no command, or called wrongly, ends with 2 and says how', async () => {
	for (const args of [
		['nonsense'],
		['property', 'add'],
		['property', 'add', 'X', '--name', 'X'],
		['programme', 'publish', 'x.json', '--from', 'tomorrow'],
		['programme', 'template', 'nobody'],
		['jobs', 'run', 'nothing'],
		['import', 'stays', 'a.csv', '--no-such-option']
	]) {
		const { status, out, said } = await call(nowhere, args);
		expect({ args, status, out }).toEqual({ args, status: 2, out: '' });
		expect(said).toContain('stayward <command> [--json]');
	}
});

test('D7 M7: schema, templates and check need no database', async () => {
	const schema = await call(nowhere, ['programme', 'schema', '--json']);
	expect(schema.status).toBe(0);
	expect(JSON.parse(schema.out)).toMatchObject({ type: 'object' });
	const names = await call(nowhere, ['programme', 'template', '--json']);
	expect(JSON.parse(names.out)).toEqual({ templates: listTemplates() });
	const golden = listTemplates().map((name) => `tests/golden/${name}.json`);
	const all = await call(nowhere, ['programme', 'check', ...golden, '--json']);
	expect(all).toMatchObject({ status: 0, said: '' });
	expect(JSON.parse(all.out)).toMatchObject({ failed: 0 });

	const file = path.join(await folder(), 'pearl.json');
	const template = await call(nowhere, ['programme', 'template', 'pearl']);
	await writeFile(file, template.out);
	const checked = await call(nowhere, ['programme', 'check', file, '--json']);
	expect(checked).toMatchObject({ status: 0, said: '' });
	const result = JSON.parse(checked.out) as { passed: number; examples: { name: string }[] };
	expect(result).toMatchObject({ failed: 0 });
	expect(result.passed).toBe(result.examples.length);
	expect(Object.keys(result.examples[0]!)).toEqual(['name', 'passed', 'expected', 'actual']);
});

test('D7 M7: a red example ends with 1 and shows both sides, a broken document says where', async () => {
	const file = path.join(await folder(), 'programme.json');
	const programme = readTemplate('meridian') as {
		examples: { name: string; expect: Record<string, unknown> }[];
		versions: Record<string, unknown>[];
	};
	programme.examples[0]!.expect = { earned: 1 };
	await writeFile(file, JSON.stringify(programme));
	const red = await call(nowhere, ['programme', 'check', file, '--json']);
	expect(red.status).toBe(1);
	const result = JSON.parse(red.out) as { failed: number; examples: unknown[] };
	expect(result).toMatchObject({ failed: 1 });
	expect(result.examples[0]).toMatchObject({ passed: false, expected: { earned: 1 } });

	programme.versions[0]!['bonus'] = 1;
	await writeFile(file, JSON.stringify(programme));
	const broken = await call(nowhere, ['programme', 'check', file, '--json']);
	expect(broken).toMatchObject({ status: 1, out: '' });
	expect(JSON.parse(broken.said)).toMatchObject({ code: 'programme-invalid' });
	expect(broken.said).toContain('/versions/0/bonus');

	await writeFile(file, '{');
	expect(await call(nowhere, ['programme', 'check', file])).toMatchObject({ status: 1 });
	expect(await call(nowhere, ['programme', 'check', `${file}.gone`])).toMatchObject({ status: 1 });
});

test('M7 D1: programme diff says in words what a file’s newest version does differently', async () => {
	const [one, two] = [path.join(await folder(), 'one.json'), path.join(await folder(), 'two.json')];
	const programme = readTemplate('meridian') as { versions: Record<string, unknown>[] };
	await writeFile(one, JSON.stringify(programme));
	const [first] = programme.versions;
	const next = { ...first, from: '2027-01-01', releaseDays: 14 };
	await writeFile(two, JSON.stringify({ ...programme, versions: [first, next] }));
	const text =
		'The points of a stay are posted 14 days after departure. Before: The points of a stay are posted at once.';

	for (const args of [
		[two, one],
		[two, '--versions']
	]) {
		const told = await call(nowhere, ['programme', 'diff', ...args, '--json']);
		expect(told).toMatchObject({ status: 0, said: '' });
		const { changes, after } = JSON.parse(told.out) as { changes: object[]; after: object };
		expect(after).toMatchObject({ from: '2027-01-01' });
		expect(changes).toMatchObject([{ pointer: '/versions/1/releaseDays', text }]);
		const read = await call(nowhere, ['programme', 'diff', ...args]);
		expect(read.out.split('\n').slice(1)).toEqual([`  ${text}`, '']);
	}
	const same = await call(nowhere, ['programme', 'diff', one, one]);
	expect(same).toMatchObject({ status: 0 });
	expect(same.out).toContain('no difference');
	const alone = await call(nowhere, ['programme', 'diff', one, '--versions', '--json']);
	expect(alone).toMatchObject({ status: 1, out: '' });
	expect(JSON.parse(alone.said)).toMatchObject({ code: 'only-one-version' });
	expect(await call(nowhere, ['programme', 'diff'])).toMatchObject({ status: 2 });
});

test('P5: a setting that is wrong stops the start with a sentence', async () => {
	const ran = await call({ ...nowhere, DATABASE_URL: 'mysql://x' }, ['migrate']);
	expect(ran.status).toBe(1);
	expect(ran.said).toMatch(/^DATABASE_URL must be a postgres/);
});

onBothDatabases((open) => {
	test('M7: an installation is set up, filled and verified by command alone', async () => {
		const { dataDir, databaseUrl } = placeOf(await open());
		const env = { STAYWARD_DATA: dataDir, ...(databaseUrl && { DATABASE_URL: databaseUrl }) };
		const run = async <T>(...args: string[]) => {
			const { status, out, said } = await call(env, [...args, '--json']);
			expect({ status, said: status === 0 ? '' : said }).toEqual({ status: 0, said: '' });
			return JSON.parse(out) as T;
		};
		const files = await folder();
		const programme = path.join(files, 'meridian.json');
		const text = JSON.stringify(readTemplate('meridian'))
			.replaceAll('"USD"', '"EUR"')
			.replaceAll('America/New_York', 'Europe/Lisbon');
		await writeFile(programme, text);

		expect(await run('migrate')).toEqual({ applied: [] });
		const early = await call(env, ['import', 'stays', programme, '--json']);
		expect(early.status).toBe(1);

		await run('programme', 'publish', programme, '--from', '2026-03-01');
		const city = ['CITY', '--name', 'City', '--time-zone', 'Europe/Lisbon', '--brand', 'standard'];
		await run('property', 'add', ...city, '--currency', 'EUR');
		const twice = await call(env, ['property', 'add', ...city, '--currency', 'EUR', '--json']);
		expect(twice.status).toBe(1);
		expect(JSON.parse(twice.said)).toMatchObject({ code: 'property-code-taken' });
		const { properties } = await run<{ properties: unknown[] }>('property', 'list');
		expect(properties).toMatchObject([{ code: 'CITY', timeZone: 'Europe/Lisbon' }]);

		const members = path.join(files, 'members.csv');
		await writeFile(
			members,
			`member_number,given_name,family_name,email,joined_on\n${ada},Ada,Abbot,ada@example.com,2023-01-01\n`
		);
		expect(await run('import', 'members', members)).toMatchObject({ created: 1, rejected: 0 });

		const stays = path.join(files, 'stays.csv');
		const old = { arrival: '2024-02-08', departure: '2024-02-10' };
		await writeFile(stays, [header, row(old), row({ rooms: 'two' })].join('\n'));
		expect(await run('import', 'stays', stays)).toEqual({
			rows: 2,
			created: 1,
			corrected: 0,
			unchanged: 0,
			stale: 0,
			rejected: 1,
			errors: [{ line: 3, reason: 'rooms is not a whole number' }]
		});
		expect(await readFile(`${stays}.errors.csv`, 'utf8')).toContain('3,rooms is not');
		expect(await run('import', 'stays', stays)).toMatchObject({ created: 0, unchanged: 1 });

		// Silent since 10 February 2024: usable through 9 February 2026, and today is 1 March.
		expect(await run('ledger', 'verify')).toEqual({ members: 1, entries: 2, problems: [] });
		const due = addDays('2026-03-01', 1);
		expect(await run('jobs', 'run', 'expiry', '--date', due)).toMatchObject({ job: 'expiry' });
		expect(await run('ledger', 'verify')).toEqual({ members: 1, entries: 2, problems: [] });
	});

	test('A5 M7: the first owner is made by command, with a password drawn or given', async () => {
		const { dataDir, databaseUrl } = placeOf(await open());
		const env = { STAYWARD_DATA: dataDir, ...(databaseUrl && { DATABASE_URL: databaseUrl }) };
		const add = ['staff', 'add', 'olga@example.com', '--name', 'Olga', '--role', 'owner', '--json'];
		const added = await call(env, add);
		expect(added.status).toBe(0);
		const { password } = JSON.parse(added.out) as { password: string };
		expect(password.length).toBeGreaterThanOrEqual(16);
		const again = await call(env, add);
		expect(again.status).toBe(1);
		expect(JSON.parse(again.said)).toMatchObject({ code: 'address-taken' });

		const set = ['staff', 'password', 'olga@example.com', '--password-stdin'];
		expect(await call(env, set, 'short')).toMatchObject({ status: 2 });
		expect(await call(env, set, 'long enough now')).toMatchObject({ status: 0 });
		const nobody = ['staff', 'password', 'nobody@example.com'];
		expect(await call(env, nobody)).toMatchObject({ status: 1 });
		const wrongRole = ['staff', 'add', 'x@example.com', '--name', 'X', '--role', 'king'];
		expect(await call(env, wrongRole)).toMatchObject({ status: 2 });
	});
});
