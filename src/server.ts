import { Server as NetServer } from 'node:net';
import path from 'node:path';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { accessTable, body_bytes_max } from '#lib/server/auth/access.ts';
import { plainPolicy, securityHeaders, workerPolicy } from '#lib/server/auth/headers.ts';
import { isCrooked } from '#lib/server/auth/requests.ts';
import { describeError } from '#lib/server/log.ts';
import { ConfigError, readConfig, type Config } from '#lib/server/config.ts';

// The production entry, on plain Node. Files of the build never reach the hooks, so what every answer
// needs (headers, checked paths, limited bodies) is done here, before adapter-node's handler.

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const grace_ms = 250;
const quiet_ms_max = 5_000;
const stop_ms_max = 20_000;
const refused_ms_max = 2_000;
const keep_alive_ms = 65_000;

const config = readConfigOrExit();
// adapter-node reads these while it is imported; without ORIGIN it would assume https.
process.env.ORIGIN = config.origin;
process.env.BODY_SIZE_LIMIT = String(largestBody());
const handler = await importHandler();

let stopping = false;
let lastSeen = 0;
const server = createServer({ keepAliveTimeout: keep_alive_ms }, answer);
server.on('connection', () => (lastSeen = performance.now()));
server.listen(config.port, config.host, sayWhatIsServed);
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop);

function answer(request: IncomingMessage, response: ServerResponse): void {
	lastSeen = performance.now();
	for (const [name, value] of Object.entries(securityHeaders(config)))
		response.setHeader(name, value);
	const isWorker = request.url?.split('?')[0] === '/service-worker.js';
	response.setHeader('content-security-policy', isWorker ? workerPolicy : plainPolicy);
	leaveWhatIsStored(response);
	if (isWorker) response.setHeader('cache-control', 'no-cache');
	if (stopping) response.setHeader('connection', 'close');

	const refused = refusalStatus(request);
	if (refused) return refuse(request, response, refused);
	handler(request, response, () => refuse(request, response, 404));
}

/** "Not modified" would give the page that a browser has stored another policy than its own. */
function leaveWhatIsStored(response: ServerResponse): void {
	const writeHead = response.writeHead.bind(response) as (...all: unknown[]) => ServerResponse;
	response.writeHead = (status: number, ...rest: unknown[]) => {
		if (status === 304) response.removeHeader('content-security-policy');
		return writeHead(status, ...rest);
	};
}

/** The status of a request that goes no further, else 0. */
function refusalStatus({ method = '', url = '', headers }: IncomingMessage): number {
	if (!methods.has(method)) return 405;
	if (isCrooked(url)) return 400;
	// Without a length its size would be known only after it was read.
	if (headers['transfer-encoding'] !== undefined) return 411;
	return Number(headers['content-length'] ?? 0) > largestBody() ? 413 : 0;
}

/**
 * The answer leaves at once, the connection closes after what is still being sent was thrown away:
 * closed in the middle of it, the sender would see a broken connection and never the answer.
 */
function refuse(request: IncomingMessage, response: ServerResponse, status: number): void {
	const said = `${status}\n`;
	const type = { 'content-type': 'text/plain', 'content-length': said.length };
	response.writeHead(status, { ...type, connection: 'close' });
	response.write(said);
	if (request.complete) return void response.end();
	const giveUp = setTimeout(() => request.destroy(), refused_ms_max);
	request.once('close', () => clearTimeout(giveUp));
	request.once('end', () => response.end());
	request.resume();
}

/**
 * From now on every answer closes its connection. Once nobody has come for a moment, nothing new is
 * accepted and idle connections are closed; when all is answered the hooks close database and outbox.
 * Node's own `close` would cut off requests that it has not read yet.
 */
function stop(): void {
	stopping = true;
	const deadline = performance.now() + quiet_ms_max;
	let listening = true;
	const look = () => {
		if (performance.now() - lastSeen < grace_ms && performance.now() < deadline) return;
		if (listening) NetServer.prototype.close.call(server, leave);
		listening = false;
		server.closeIdleConnections();
	};
	// After the timer what waits in the sockets is read first, and only then looked at.
	setInterval(() => setImmediate(look), grace_ms / 5).unref();
	setTimeout(() => server.closeAllConnections(), stop_ms_max).unref();
}

function leave(): void {
	process.emit('sveltekit:shutdown' as 'exit', 0);
}

function sayWhatIsServed(): void {
	console.log(`Stayward serves ${config.hotel} at ${config.origin}`);
	if (!config.originGiven) {
		console.log(`ORIGIN is not set: forms work at ${config.origin} only.`);
	}
	if (!config.https) {
		console.log(
			'Over plain http cookies are not bound to a secure host: for demo and development.'
		);
	}
	if (!config.keys) {
		console.log(
			config.production
				? 'STAYWARD_KEYS is not set: guests are not asked for allergies or access.'
				: `STAYWARD_KEYS is not set: ${path.join(config.dataDir, 'keys')} seals what concerns health.`
		);
	}
	if (config.clock) console.log(`STAYWARD_CLOCK: the clock started at ${config.clock}.`);
}

function readConfigOrExit(): Config {
	try {
		return readConfig(process.env);
	} catch (error) {
		if (!(error instanceof ConfigError)) throw error;
		console.error(error.message);
		process.exit(1);
	}
}

function largestBody(): number {
	const limits = Object.values(accessTable).map((route) => route.bodyBytesMax ?? body_bytes_max);
	return Math.max(...limits);
}

/** Importing it opens and migrates the database, so this is where a start fails. */
async function importHandler(): Promise<Handler> {
	const place = new URL('../build/handler.js', import.meta.url).href;
	try {
		return ((await import(place)) as { handler: Handler }).handler;
	} catch (error) {
		console.error('Stayward could not start:', describeError(error));
		process.exit(1);
	}
}
