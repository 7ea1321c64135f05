import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../scripts/lib/free-port.mjs';

/** Server and load generator each have a core of their own, where the machine can pin. */
const pins = os.availableParallelism() > 1 && spawnSync('taskset', ['-V']).status === 0;
export const pinned = pins ? 'server and load pinned to one core each' : 'NOT pinned to cores';

export interface Running {
	readonly url: string;
	readonly stop: () => Promise<void>;
}

/** Starts a server by its file and waits until `path` answers. */
export async function startServer(
	file: string,
	env: Readonly<Record<string, string>>,
	readyPath: string
): Promise<Running> {
	const port = await freePort();
	const url = `http://127.0.0.1:${port}`;
	const child = spawnPinned(0, [process.execPath, file], {
		...env,
		PORT: String(port),
		HOST: '127.0.0.1',
		ORIGIN: url
	});
	let said = '';
	child.stdout?.on('data', (text) => (said += String(text)));
	child.stderr?.on('data', (text) => (said += String(text)));
	await untilReady(url + readyPath, child, () => said);
	return {
		url,
		stop: async () => {
			child.kill('SIGTERM');
			if (child.exitCode === null) await once(child, 'exit');
		}
	};
}

export interface Load {
	readonly requestsPerSecond: number;
	readonly p50_ms: number;
	readonly p99_ms: number;
}

export interface Target {
	readonly url: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly seconds: number;
	readonly connections?: number;
	/** Over all connections; without it as many as there can be. */
	readonly requestsPerSecond?: number;
	/** What is posted instead of a plain GET, by one of these people each time. */
	readonly form?: {
		readonly fields: Readonly<Record<string, string>>;
		/** The field that gets a new UUID with every request. */
		readonly idField?: string;
		readonly cookies: readonly string[];
	};
}

/**
 * Loads one address from a process of its own. Latencies are those of the answers themselves, finer
 * than the generator's own table. Any answer other than 2xx makes the figure worthless.
 */
export async function load(target: Target): Promise<Load> {
	const script = `
		import autocannon from 'autocannon';
		import { randomUUID } from 'node:crypto';
		const { url, headers = {}, seconds, connections = 8, requestsPerSecond, form } = ${JSON.stringify(target)};
		const options = { url, headers, duration: seconds, connections };
		if (requestsPerSecond) options.overallRate = Math.round(requestsPerSecond);
		let turn = 0;
		if (form) options.requests = [{
			method: 'POST',
			setupRequest: (request) => {
				const fields = form.idField ? { ...form.fields, [form.idField]: randomUUID() } : form.fields;
				return {
					...request,
					body: new URLSearchParams(fields).toString(),
					headers: {
						...headers,
						cookie: form.cookies[turn++ % form.cookies.length] ?? '',
						'content-type': 'application/x-www-form-urlencoded',
						accept: 'application/json',
						'x-sveltekit-action': 'true'
					}
				};
			}
		}];
		const took = [];
		const run = autocannon(options);
		run.on('response', (client, status, bytes, ms) => took.push(ms));
		const result = await run;
		took.sort((a, b) => a - b);
		const at = (share) => took[Math.min(Math.floor(took.length * share), took.length - 1)] ?? 0;
		process.stdout.write(JSON.stringify({
			rps: result.requests.total / result.duration,
			p50: at(0.5), p99: at(0.99),
			bad: result.non2xx + result.errors + result.timeouts
		}));`;
	const child = spawnPinned(1, [process.execPath, '--input-type=module', '--eval', script], {});
	let said = '';
	child.stdout?.on('data', (text) => (said += String(text)));
	await once(child, 'close');
	const { rps, p50, p99, bad } = JSON.parse(said) as Record<'rps' | 'p50' | 'p99' | 'bad', number>;
	if (bad > 0) throw new Error(`${bad} answers of ${target.url} were not 2xx`);
	return { requestsPerSecond: rps, p50_ms: p50, p99_ms: p99 };
}

function spawnPinned(
	core: number,
	command: readonly string[],
	env: Readonly<Record<string, string>>
): ChildProcess {
	const [program, ...args] = pins ? ['taskset', '-c', String(core), ...command] : command;
	return spawn(program!, args, {
		env: { ...process.env, ...env },
		stdio: ['ignore', 'pipe', 'pipe']
	});
}

async function untilReady(url: string, child: ChildProcess, said: () => string): Promise<void> {
	for (let tries = 0; tries < 300; tries++) {
		if (child.exitCode !== null) throw new Error(`the server stopped:\n${said()}`);
		const answer = await fetch(url).catch(() => undefined);
		if (answer?.ok) return;
		await sleep(100);
	}
	throw new Error(`no answer from ${url}:\n${said()}`);
}
