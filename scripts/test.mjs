import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findBrowser } from './lib/browser.mjs';
import { install } from './lib/install.mjs';
import {
	countExit,
	countPlaywright,
	countVitest,
	playwrightFaults,
	sum,
	vitestFaults
} from './lib/results.mjs';
import { ownEnv, ownNode, run, say, seconds } from './lib/run.mjs';
import { scratchFolder } from './lib/scratch.mjs';

const { values } = parseArgs({ options: { tier: { type: 'string', default: 'fast' } } });
const minutes = { fast: 30, full: 12 * 60, soak: 72 * 60 }[values.tier];
if (!minutes) throw new Error(`--tier is fast, full or soak, not ${values.tier}`);

const began = performance.now();
say(`tests, ${values.tier} tier`);
try {
	await install();
} catch (error) {
	say(error.message);
	console.log('0 passed, 1 failed');
	process.exit(1);
}

const scratch = scratchFolder();
const reports = path.join(scratch, 'reports');
const databases = path.join(scratch, 'databases');
for (const folder of [reports, databases]) mkdirSync(folder);
// PostgreSQL may run as another user, who must be able to walk in.
for (const folder of [scratch, databases]) chmodSync(folder, 0o755);
const env = { STAYWARD_TIER: values.tier, TMPDIR: databases };
const rows = [];
const faults = [];

await runner('prepare', async () => countExit(await command(ownNode(), ['scripts/prepare.mjs'])));
// It needs one core and a while; what needs the other goes on meanwhile.
const lint = command('npm', ['run', '--silent', 'lint'], {}, { capture: true });
await runner('check', async () => countExit(await command('npm', ['run', '--silent', 'check'])));
await runner('unit', () => vitest('unit'));
await runner('build', async () =>
	countExit(await command('vite', ['build', '--logLevel', 'warn']))
);
// Before what starts and kills processes, and so waits for them.
await runner('http', () => vitest('http'));
await runner('lint', async () => {
	const result = await lint;
	console.log(result.output);
	return countExit(result);
});
await runner('integration', () => vitest('integration'));
for (const TZ of ['UTC', 'America/New_York', 'Pacific/Kiritimati'])
	await runner(`time ${TZ}`, () => vitest('time', { TZ }));
await runner('e2e', async () => {
	const report = path.join(reports, 'e2e.json');
	const result = await command('playwright', ['test', '--reporter=list,json'], {
		STAYWARD_BROWSER: await findBrowser(),
		PLAYWRIGHT_JSON_OUTPUT_FILE: report
	});
	faults.push(...playwrightFaults(report));
	return countPlaywright(result, report);
});
const all = sum(rows.map(({ counts }) => counts));
if (all.failed > 0) say(`what the tests wrote is kept in ${databases}`);
else rmSync(scratch, { recursive: true, force: true });
console.log(
	`\n${'runner'.padEnd(24)}${'passed'.padStart(8)}${'failed'.padStart(8)}${'skipped'.padStart(9)}   time`
);
for (const { name, counts, time } of rows) {
	console.log(
		name.padEnd(24) +
			String(counts.passed).padStart(8) +
			String(counts.failed).padStart(8) +
			String(counts.skipped).padStart(9) +
			`   ${time}`
	);
}
console.log(`all in ${seconds(began)}\n`);
for (const fault of faults) console.log(`FAILED ${fault}\n`);
console.log(`${all.passed} passed, ${all.failed} failed`);
process.exitCode = all.failed > 0 ? 1 : 0;

/** Runs one of the parts and goes on whatever comes of it. */
async function runner(name, work) {
	console.log(`\n=== ${name} ===`);
	const started = performance.now();
	let counts;
	try {
		counts = await work();
	} catch (error) {
		console.error(error);
		counts = { passed: 0, failed: 1, skipped: 0 };
	}
	const time = seconds(started);
	say(`${name}: ${counts.failed > 0 ? 'FAILED' : 'passed'} in ${time}`);
	rows.push({ name, counts, time });
}

async function vitest(project, extra) {
	const report = path.join(mkdtempSync(path.join(reports, project)), 'report.json');
	const args = ['run', '--project', project, '--reporter=default', '--reporter=json'];
	args.push(`--outputFile.json=${report}`);
	const result = await command('vitest', args, extra);
	faults.push(...vitestFaults(report));
	return countVitest(result, report);
}

function command(name, args, extra = {}, how = {}) {
	return run(name, args, { env: ownEnv({ ...env, ...extra }), limitMs: minutes * 60_000, ...how });
}
