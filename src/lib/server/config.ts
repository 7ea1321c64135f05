import path from 'node:path';
import { z } from 'zod';
import { isHex } from '#lib/domain/brand/accent.ts';
import { isPlainDate, type Instant } from '#lib/domain/calendar.ts';
import { parseKeys, type KeyRing } from './crypto/keys.ts';

/** Everything that the environment decides, checked once at the start. */
export interface Config {
	readonly databaseUrl?: string | undefined;
	readonly dataDir: string;
	readonly port: number;
	readonly host: string;
	/** Scheme, host and port by which guests reach us; no slash at the end. */
	readonly origin: string;
	readonly originGiven: boolean;
	/** Cookies are `__Host-` and Secure, and HSTS is sent, exactly when guests come by https. */
	readonly https: boolean;
	readonly production: boolean;
	/** The instant at which this process's clock starts. */
	readonly clock?: Instant | undefined;
	readonly smtpUrl?: string | undefined;
	readonly mailFrom: string;
	readonly logLevel: string;
	readonly hotel: string;
	/** After so many minutes without a request a desk locks itself. */
	readonly deskLockMinutes: number;
	/** What seals what guests say of their health; absent: a file of the data folder, in production none. */
	readonly keys?: KeyRing | undefined;
	/** Push services as `host` or `host:port`; absent: those of the known browsers. */
	readonly pushHosts?: readonly string[] | undefined;
	/** The hotel's colour, as it was given: `/brand.css` makes it readable. */
	readonly accent?: string | undefined;
}

/** The start stops with this sentence: it names the variable and says what it must be. */
export class ConfigError extends Error {}

const port = z
	.string()
	.regex(/^\d{1,5}$/)
	.transform(Number)
	.refine((value) => value >= 1 && value <= 65_535);

const urlOf = (...schemes: string[]) =>
	z.string().refine((value) => URL.canParse(value) && schemes.includes(new URL(value).protocol));

const variables = {
	DATABASE_URL: {
		schema: urlOf('postgres:', 'postgresql:').optional(),
		must: 'be a postgres:// address, or absent for a SQLite file in the data folder'
	},
	STAYWARD_DATA: { schema: z.string().default('./data'), must: 'be a folder' },
	PORT: { schema: port.optional(), must: 'be a port between 1 and 65535' },
	HOST: { schema: z.string().default('0.0.0.0'), must: 'be an address to listen on' },
	ORIGIN: {
		schema: urlOf('http:', 'https:')
			.refine((value) => URL.canParse(value) && new URL(value).origin === value)
			.optional(),
		must: 'be scheme, host and port alone, such as https://stays.example.com'
	},
	NODE_ENV: { schema: z.string().default(''), must: 'be text' },
	STAYWARD_CLOCK: {
		schema: z.string().transform(toInstant).optional(),
		must: 'be an instant such as 2026-03-01T09:00:00Z'
	},
	SMTP_URL: {
		schema: urlOf('smtp:', 'smtps:').optional(),
		must: 'be an smtp:// or smtps:// address, or absent to keep mails in the data folder'
	},
	MAIL_FROM: {
		schema: z
			.string()
			.regex(/^[^\r\n]*[^\s@<]+@[^\s@>]+>?$/)
			.default('Stayward <stays@localhost>'),
		must: 'be a sender such as "Hotel Aurora <stays@example.com>"'
	},
	LOG_LEVEL: {
		schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
		must: 'be one of trace, debug, info, warn, error, fatal, silent'
	},
	ADDRESS_HEADER: {
		schema: z
			.string()
			.regex(/^[A-Za-z0-9-]+$/)
			.optional(),
		must: 'be the name of the header in which a trusted proxy writes the guest’s address'
	},
	XFF_DEPTH: {
		schema: z
			.string()
			.regex(/^[1-9]\d?$/)
			.optional(),
		must: 'be the number of trusted proxies, 1 to 99'
	},
	STAYWARD_HOTEL: {
		schema: z.string().min(1).max(80).default('Stayward'),
		must: 'be a name of at most 80 characters'
	},
	STAYWARD_DESK_LOCK_MINUTES: {
		schema: z
			.string()
			.regex(/^\d{1,2}$/)
			.default('5')
			.transform(Number)
			.refine((minutes) => minutes >= 1 && minutes <= 60),
		must: 'be a number of minutes, 1 to 60'
	},
	STAYWARD_KEYS: {
		schema: z.string().transform(toKeys).optional(),
		must: 'be keys as id:base64 of 32 bytes, the current one first, with commas between them'
	},
	STAYWARD_PUSH_HOSTS: {
		schema: z
			.string()
			.regex(/^[a-z0-9.-]+(:\d{1,5})?(\s*,\s*[a-z0-9.-]+(:\d{1,5})?)*$/)
			.transform((list) => list.split(',').map((host) => host.trim()))
			.optional(),
		must: 'be hosts of push services such as push.example.com or push.example.com:8443, with commas between them'
	},
	STAYWARD_ACCENT: {
		schema: z.string().refine(isHex).optional(),
		must: 'be a colour such as #1f4a44, or absent for the colour of the house'
	}
} as const;

type Variables = { [Name in keyof typeof variables]: z.output<(typeof variables)[Name]['schema']> };

/**
 * Reads and checks every variable that Stayward knows; an empty one counts as absent.
 * Throws a `ConfigError` for the first wrong one.
 */
export function readConfig(
	env: Readonly<Record<string, string | undefined>>,
	{ defaultPort = 3000 } = {}
): Config {
	const read = readVariables(env);
	const portUsed = read.PORT ?? defaultPort;
	const origin = read.ORIGIN ?? `http://localhost:${portUsed}`;
	const https = origin.startsWith('https:');
	const production = read.NODE_ENV === 'production' || https;
	if (read.STAYWARD_CLOCK && production) {
		throw new ConfigError(
			'STAYWARD_CLOCK is for demo and tests: it is refused when NODE_ENV is production or ORIGIN is https.'
		);
	}
	if (read.XFF_DEPTH && read.ADDRESS_HEADER?.toLowerCase() !== 'x-forwarded-for') {
		throw new ConfigError('XFF_DEPTH needs ADDRESS_HEADER to be X-Forwarded-For.');
	}
	return {
		databaseUrl: read.DATABASE_URL,
		dataDir: path.resolve(read.STAYWARD_DATA),
		port: portUsed,
		host: read.HOST,
		origin,
		originGiven: read.ORIGIN !== undefined,
		https,
		production,
		clock: read.STAYWARD_CLOCK,
		smtpUrl: read.SMTP_URL,
		mailFrom: read.MAIL_FROM,
		logLevel: read.LOG_LEVEL,
		hotel: read.STAYWARD_HOTEL,
		deskLockMinutes: read.STAYWARD_DESK_LOCK_MINUTES,
		keys: read.STAYWARD_KEYS,
		pushHosts: read.STAYWARD_PUSH_HOSTS,
		accent: read.STAYWARD_ACCENT
	};
}

function readVariables(env: Readonly<Record<string, string | undefined>>): Variables {
	const read = Object.entries(variables).map(([name, { schema, must }]) => {
		const result = schema.safeParse(env[name]?.trim() || undefined);
		if (!result.success) throw new ConfigError(`${name} must ${must}.`);
		return [name, result.data];
	});
	return Object.fromEntries(read) as Variables;
}

function toInstant(value: string, context: z.RefinementCtx): Instant {
	const zoned = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z)?$/.test(value);
	const time = zoned && isPlainDate(value.slice(0, 10)) ? Date.parse(value) : NaN;
	if (!Number.isNaN(time)) return new Date(time).toISOString();
	context.addIssue({ code: 'custom' });
	return z.NEVER;
}

function toKeys(value: string, context: z.RefinementCtx): KeyRing {
	const ring = parseKeys(value);
	if (ring) return ring;
	context.addIssue({ code: 'custom' });
	return z.NEVER;
}
