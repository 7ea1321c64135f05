import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

const bin = path.join(root, 'node_modules', '.bin');

/** The Node the project brings with it, or the machine's own where it is not installed. */
export function ownNode() {
	const brought = path.join(root, 'node_modules', 'node', 'bin', 'node');
	return existsSync(brought) ? brought : process.execPath;
}

/** Commands find the project's tools and its own Node first. */
export function ownEnv(extra = {}) {
	return { ...process.env, PATH: [bin, process.env.PATH].join(path.delimiter), ...extra };
}

/** Without the project's own Node, which an installation replaces while it runs. */
export function machineEnv() {
	const folders = (process.env.PATH ?? '').split(path.delimiter);
	return {
		...process.env,
		PATH: folders
			.filter((folder) => !folder.endsWith(path.join('node_modules', '.bin')))
			.join(path.delimiter)
	};
}

export function say(text) {
	console.log(`stayward: ${text}`);
}

export function seconds(sinceMs) {
	return `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;
}

/**
 * Runs a command to its end. `capture` keeps what it prints instead of showing it; `label` says
 * every 15 s that it is still going; `limitMs` ends it and everything it started.
 */
export function run(command, args, { env = ownEnv(), capture = false, label, limitMs } = {}) {
	return new Promise((resolve) => {
		const started = performance.now();
		const own = process.platform !== 'win32';
		const child = spawn(command, args, {
			cwd: root,
			env,
			detached: own && limitMs !== undefined,
			stdio: capture ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
			shell: !own
		});
		let output = '';
		child.stdout?.on('data', (chunk) => (output += chunk));
		child.stderr?.on('data', (chunk) => (output += chunk));

		const heartbeat =
			label && setInterval(() => say(`${label}: ${seconds(started)} so far`), 15_000);
		let timedOut = false;
		const limit =
			limitMs &&
			setTimeout(() => {
				timedOut = true;
				end(child);
			}, limitMs);

		// A group of its own does not hear Ctrl+C.
		const passOn = (signal) => {
			end(child);
			child.once('close', () => process.exit(signal === 'SIGINT' ? 130 : 143));
		};
		if (limitMs !== undefined)
			for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, passOn);

		const done = (code, failure) => {
			clearInterval(heartbeat);
			clearTimeout(limit);
			for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, passOn);
			resolve({ ok: code === 0 && !timedOut, code, output: failure ?? output, timedOut });
		};
		child.once('error', (error) => done(127, String(error)));
		child.once('close', (code) => done(code ?? 1));
	});
}

function end(child) {
	signalGroup(child, 'SIGTERM');
	setTimeout(() => signalGroup(child, 'SIGKILL'), 10_000).unref();
}

function signalGroup(child, signal) {
	try {
		process.kill(-child.pid, signal);
	} catch {
		child.kill(signal);
	}
}
