import { expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

test('P5: without variables there is a SQLite file, plain http and mails in the data folder', () => {
	const config = readConfig({});
	expect(config).toMatchObject({
		port: 3000,
		origin: 'http://localhost:3000',
		originGiven: false,
		https: false,
		production: false
	});
	expect(config.databaseUrl).toBeUndefined();
	expect(config.smtpUrl).toBeUndefined();
	expect(readConfig({ DATABASE_URL: '  ', PORT: '' })).toEqual(config);
});

test('A3: an https origin makes the cookies secure and the house a production', () => {
	const config = readConfig({ ORIGIN: 'https://stays.example.com' });
	expect(config).toMatchObject({ https: true, production: true, originGiven: true });
});

test('design: STAYWARD_CLOCK takes instants and dates, and is refused in production', () => {
	expect(readConfig({ STAYWARD_CLOCK: '2017-09-15' }).clock).toBe('2017-09-15T00:00:00.000Z');
	expect(readConfig({ STAYWARD_CLOCK: '2017-09-15T08:00Z' }).clock).toBe(
		'2017-09-15T08:00:00.000Z'
	);
	for (const more of [{ NODE_ENV: 'production' }, { ORIGIN: 'https://stays.example.com' }])
		expect(() => readConfig({ STAYWARD_CLOCK: '2017-09-15', ...more })).toThrow(ConfigError);
});

test.each([
	['DATABASE_URL', 'mysql://localhost/x'],
	['PORT', '0'],
	['PORT', '65536'],
	['PORT', '3000x'],
	['ORIGIN', 'stays.example.com'],
	['ORIGIN', 'https://stays.example.com/'],
	['ORIGIN', 'ftp://stays.example.com'],
	['STAYWARD_CLOCK', '2026-02-30T00:00:00Z'],
	['STAYWARD_CLOCK', '2026-03-01T09:00:00'],
	['SMTP_URL', 'mail.example.com'],
	['MAIL_FROM', 'nobody'],
	['MAIL_FROM', 'a@b.example\r\nBcc: c@d.example'],
	['LOG_LEVEL', 'loud'],
	['ADDRESS_HEADER', 'X Forwarded'],
	['XFF_DEPTH', '0'],
	['STAYWARD_HOTEL', 'x'.repeat(81)],
	['STAYWARD_DESK_LOCK_MINUTES', '0'],
	['STAYWARD_DESK_LOCK_MINUTES', '61'],
	['STAYWARD_ACCENT', 'green']
])('P4: %s=%j is refused by name', (name, value) => {
	expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name} must `));
});
