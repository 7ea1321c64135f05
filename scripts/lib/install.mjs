import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { machineEnv, root, run, say, seconds } from './run.mjs';

const modules = path.join(root, 'node_modules');
const stamp = path.join(modules, '.stayward-lock');

/** Installs the packages of the lock file unless exactly these are there. */
export async function install() {
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash()) {
		say('packages are installed');
		return;
	}
	const why = existsSync(modules) ? 'the lock file has changed' : 'first start';
	say(`installing packages with npm ci (${why}; a minute or two) …`);
	const started = performance.now();
	const [command, ...before] = npm();
	const { ok, code } = await run(
		command,
		[...before, 'ci', '--no-audit', '--no-fund', '--loglevel=error'],
		{
			env: machineEnv(),
			label: 'installing'
		}
	);
	if (!ok) throw new Error(`npm ci failed (exit ${code}); what it said is above`);
	stampInstall();
	say(`packages installed in ${seconds(started)}`);
}

/** Notes which lock file the installed packages are of. */
export function stampInstall() {
	if (existsSync(modules)) writeFileSync(stamp, lockHash());
}

function lockHash() {
	return createHash('sha256')
		.update(readFileSync(path.join(root, 'package-lock.json')))
		.digest('hex');
}

/** The npm that started us, where one did. */
function npm() {
	const { npm_execpath: started } = process.env;
	return started?.endsWith('.js') ? [process.execPath, started] : ['npm'];
}
