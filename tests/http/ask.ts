import { request as httpRequest } from 'node:http';

export interface Answer {
	readonly status: number;
	readonly headers: Headers;
	readonly body: string;
	readonly cookies: readonly string[];
}

export interface Ask {
	readonly method?: string;
	readonly headers?: Record<string, string>;
	readonly cookie?: string | undefined;
	/** Sent as a form of our own page. */
	readonly form?: Record<string, string>;
	readonly body?: string | Buffer;
}

/**
 * One request exactly as written: `fetch` would tidy the path, follow redirects and forbid headers.
 */
export function ask(origin: string, target: string, asked: Ask = {}): Promise<Answer> {
	const { hostname, port } = new URL(origin);
	const body = asked.form ? new URLSearchParams(asked.form).toString() : asked.body;
	const headers: Record<string, string> = {
		accept: 'text/html',
		host: new URL(origin).host,
		...(asked.cookie && { cookie: asked.cookie }),
		...(asked.form && { origin, 'content-type': 'application/x-www-form-urlencoded' }),
		...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
		...asked.headers
	};
	const method = asked.method ?? (asked.form ? 'POST' : 'GET');
	return new Promise((resolve, reject) => {
		const request = httpRequest(
			{
				hostname: hostname === 'localhost' ? '127.0.0.1' : hostname,
				port,
				path: target,
				method,
				headers
			},
			(response) => {
				const chunks: Buffer[] = [];
				response.on('data', (chunk: Buffer) => chunks.push(chunk));
				response.on('error', reject);
				response.on('end', () => {
					const plain = new Headers();
					for (const [name, value] of Object.entries(response.headers))
						if (name !== 'set-cookie') plain.set(name, [value].flat().join(', '));
					resolve({
						status: response.statusCode ?? 0,
						headers: plain,
						body: Buffer.concat(chunks).toString(),
						cookies: response.headers['set-cookie'] ?? []
					});
				});
			}
		);
		request.on('error', reject);
		if (body !== undefined) request.write(body);
		request.end();
	});
}

/** What a browser would send back of the cookies it was given. */
export function cookieOf({ cookies }: Answer): string {
	return cookies
		.map((cookie) => cookie.split(';')[0] ?? '')
		.filter((pair) => !pair.endsWith('='))
		.join('; ');
}
