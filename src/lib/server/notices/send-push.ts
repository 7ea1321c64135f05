import { request } from 'node:https';
import webPush from 'web-push';
import { isPushEndpoint, lookupOutside, type PushHosts } from './push-hosts.ts';
import type { PushKeys } from './push-keys.ts';

/** What a push service said to a notice. */
export type PushOutcome =
	| { readonly kind: 'sent' }
	/** The phone can no longer be reached there. */
	| { readonly kind: 'gone' }
	/** It will never take this one. */
	| { readonly kind: 'refused'; readonly code: string }
	/** Not now; it said so, or was not reached. */
	| { readonly kind: 'later'; readonly code: string; readonly after_s?: number | undefined }
	/** It was sent and nobody answered: it may have arrived. */
	| { readonly kind: 'silent' };

export interface PushTo {
	readonly endpoint: string;
	readonly p256dh: string;
	readonly auth: string;
}

export interface PushNote {
	/** What the phone shows, as JSON; only the phone can read it. */
	readonly payload: string;
	/** A newer one about the same takes the place of one that has not arrived yet. */
	readonly topic: string;
	readonly urgency: 'normal' | 'low';
	readonly ttl_s: number;
}

export interface PushSender {
	readonly publicKey: string;
	readonly accepts: (endpoint: string) => boolean;
	readonly send: (to: PushTo, note: PushNote) => Promise<PushOutcome>;
}

export interface PushSettings extends PushHosts {
	readonly keys: PushKeys;
	/** Whom a push service may write to: an address of the house. */
	readonly subject: string;
	/** Of a service of one's own, beside those that the machine trusts. */
	readonly ca?: string | undefined;
	readonly patience_ms?: number | undefined;
}

/** Sends to push services alone, by https, without following anything. */
export function makePushSender(settings: PushSettings): PushSender {
	const accepts = (endpoint: string) => isPushEndpoint(endpoint, settings);
	return {
		publicKey: settings.keys.publicKey,
		accepts,
		send: async (to, note) => {
			// Once more: the list may have become shorter since the phone was taken down.
			if (!accepts(to.endpoint)) return { kind: 'refused', code: 'not-a-service' };
			const details = writeRequest(settings, to, note);
			return details ? post(settings, to.endpoint, details) : { kind: 'gone' };
		}
	};
}

type Details = Pick<webPush.RequestDetails, 'headers'> & { readonly body: Buffer };

/** Nothing where the keys that the browser gave are none. */
function writeRequest({ keys, subject }: PushSettings, to: PushTo, note: PushNote) {
	try {
		const { endpoint, p256dh, auth } = to;
		return webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, note.payload, {
			vapidDetails: { subject, ...keys },
			TTL: note.ttl_s,
			topic: note.topic,
			urgency: note.urgency
		});
	} catch {
		return undefined;
	}
}

function post(
	{ configured, ca, patience_ms = 10_000 }: PushSettings,
	endpoint: string,
	{ headers, body }: Details
): Promise<PushOutcome> {
	return new Promise((resolve) => {
		let isOut = false;
		const asked = request(endpoint, {
			method: 'POST',
			headers: headers as Record<string, string>,
			// No socket outlives its request, so each is looked up anew.
			agent: false,
			signal: AbortSignal.timeout(patience_ms),
			...(ca && { ca }),
			// Whoever names a service in the settings may mean one inside.
			...(configured ? {} : { lookup: lookupOutside })
		});
		asked.on('socket', (socket) => socket.on('secureConnect', () => (isOut = true)));
		asked.on('error', (error: NodeJS.ErrnoException) =>
			resolve(isOut ? { kind: 'silent' } : { kind: 'later', code: error.code ?? 'unreached' })
		);
		asked.on('response', (answer) => {
			answer.resume();
			resolve(readStatus(answer.statusCode ?? 0, answer.headers['retry-after']));
		});
		asked.end(body);
	});
}

function readStatus(status: number, retryAfter: string | undefined): PushOutcome {
	if (status >= 200 && status < 300) return { kind: 'sent' };
	if (status === 404 || status === 410) return { kind: 'gone' };
	const code = String(status);
	if (status !== 429 && status < 500) return { kind: 'refused', code };
	const after_s = /^\d{1,6}$/.test(retryAfter ?? '') ? Number(retryAfter) : undefined;
	return { kind: 'later', code, after_s };
}
