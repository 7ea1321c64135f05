import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { machineEnv, ownNode, root, run, say, seconds } from './run.mjs';

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
	// Some packages would compile what they also bring ready-made; only the named ones run their scripts.
	await npm('ci', '--ignore-scripts');
	await npm('rebuild', '--ignore-scripts=false', ...packagesWithScripts());
	const { ok } = await run(ownNode(), ['scripts/prepare.mjs']);
	if (!ok) throw new Error('what the packages are for could not be prepared; see above');
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

/** Those that `allowScripts` of package.json allows and that this machine has. */
function packagesWithScripts() {
	const { allowScripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
	return Object.entries(allowScripts)
		.filter(([name, allowed]) => allowed && existsSync(path.join(modules, name)))
		.map(([name]) => name);
}

/** Asks the npm that started us, where one did. */
async function npm(verb, ...args) {
	const { npm_execpath: started } = process.env;
	const [command, ...before] = started?.endsWith('.js') ? [machineNode(), started] : ['npm'];
	const { ok, code } = await run(
		command,
		[...before, verb, ...args, '--no-audit', '--no-fund', '--loglevel=error'],
		{
			env: machineEnv(),
			label: 'installing'
		}
	);
	if (!ok) throw new Error(`npm ${verb} failed (exit ${code}); what it said is above`);
}

/** Never the Node inside node_modules: npm ci takes it away while it runs. */
function machineNode() {
	return process.execPath.startsWith(modules) ? 'node' : process.execPath;
}
