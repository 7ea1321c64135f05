import { createDecipheriv, createECDH, hkdfSync, randomBytes, type ECDH } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** What arrived at the service, opened with the phone's own keys. */
export interface Arrived {
	readonly path: string;
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	readonly shown: Record<string, string>;
}

export interface FakePhone {
	readonly endpoint: string;
	readonly p256dh: string;
	readonly auth: string;
}

/**
 * A push service of our own, as a fake: https on this machine with the certificate of an authority that
 * only these tests know, which opens what it is sent as the phone would (RFC 8188 and 8291, written here
 * without the library that seals it). What it answers is `answer`; 0 is never.
 */
export async function startPushService() {
	const pem = (name: string) =>
		readFile(new URL(`./push-service/${name}.pem`, import.meta.url), 'utf8');
	const phones = new Map<string, { readonly keys: ECDH; readonly auth: Buffer }>();
	const arrived: Arrived[] = [];
	const service = {
		ca: await pem('ca'),
		host: '',
		arrived,
		answer: (path: string): number => (path ? 201 : 404),
		newPhone(name: string): FakePhone {
			const keys = createECDH('prime256v1');
			const auth = randomBytes(16);
			phones.set(`/${name}`, { keys, auth });
			return {
				endpoint: `https://${service.host}/${name}`,
				p256dh: keys.generateKeys('base64url'),
				auth: auth.toString('base64url')
			};
		}
	};
	const server = createServer(
		{ key: await pem('key'), cert: await pem('cert') },
		(asked, answer) => {
			const parts: Buffer[] = [];
			asked.on('data', (part: Buffer) => parts.push(part));
			asked.on('end', () => {
				const path = asked.url ?? '';
				const phone = phones.get(path);
				if (phone) {
					const shown = JSON.parse(open(Buffer.concat(parts), phone)) as Record<string, string>;
					arrived.push({ path, headers: asked.headers, shown });
				}
				const status = service.answer(path);
				if (status === 301) answer.setHeader('location', `https://${service.host}/elsewhere`);
				if (status > 0) answer.writeHead(status).end();
			});
		}
	);
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	service.host = `localhost:${(server.address() as AddressInfo).port}`;
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	return service;
}

function open(
	body: Buffer,
	{ keys, auth }: { readonly keys: ECDH; readonly auth: Buffer }
): string {
	const salt = body.subarray(0, 16);
	const length = body.readUInt8(20);
	const sender = body.subarray(21, 21 + length);
	const about = Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), sender]);
	const derive = (ikm: Buffer, salt: Buffer, info: Buffer, bytes: number) =>
		Buffer.from(hkdfSync('sha256', ikm, salt, info, bytes));
	const ikm = derive(keys.computeSecret(sender), auth, about, 32);
	const key = derive(ikm, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
	const nonce = derive(ikm, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
	const sealed = body.subarray(21 + length);
	const opening = createDecipheriv('aes-128-gcm', key, nonce);
	opening.setAuthTag(sealed.subarray(-16));
	const padded = Buffer.concat([opening.update(sealed.subarray(0, -16)), opening.final()]);
	return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8');
}
