import { expect, test } from 'vitest';
import { isInside, isPushEndpoint, lookupOutside } from './push-hosts.ts';

const open = { configured: undefined };

test.each([
	'https://fcm.googleapis.com/fcm/send/abc',
	'https://updates.push.services.mozilla.com/wpush/v2/abc',
	'https://web.push.apple.com/abc',
	'https://wns2-par02p.notify.windows.com/w/?token=abc'
])('L4: %s is a push service', (endpoint) => {
	expect(isPushEndpoint(endpoint, open)).toBe(true);
});

test.each([
	'http://fcm.googleapis.com/fcm/send/abc',
	'https://fcm.googleapis.com:8443/abc',
	'https://fcm.googleapis.com.evil.example/abc',
	'https://evil-push.apple.com.example/abc',
	'https://notify.windows.com.example/',
	'https://evilpush.apple.com@127.0.0.1/',
	'https://user:secret@fcm.googleapis.com/abc',
	'https://127.0.0.1/abc',
	'https://[::1]/abc',
	'https://169.254.169.254/latest/meta-data',
	'https://localhost/abc',
	`https://fcm.googleapis.com/${'a'.repeat(1_000)}`,
	'file:///etc/passwd',
	'nonsense'
])('L4, P4: %s is none', (endpoint) => {
	expect(isPushEndpoint(endpoint, open)).toBe(false);
});

test('L4: a list of the house takes the place of the known ones', () => {
	const own = { configured: ['push.example.com', 'localhost:8443'] };
	expect(isPushEndpoint('https://push.example.com/a', own)).toBe(true);
	expect(isPushEndpoint('https://localhost:8443/a', own)).toBe(true);
	expect(isPushEndpoint('https://localhost/a', own)).toBe(false);
	expect(isPushEndpoint('https://fcm.googleapis.com/fcm/send/abc', own)).toBe(false);
});

test('P4: a name that leads inside is not asked', async () => {
	for (const address of [
		'127.0.0.1',
		'10.1.2.3',
		'192.168.1.1',
		'169.254.169.254',
		'::1',
		'fd00::1'
	])
		expect(isInside(address), address).toBe(true);
	for (const address of ['::ffff:127.0.0.1', '::ffff:10.0.0.1'])
		expect(isInside(address), address).toBe(true);
	for (const address of ['142.250.1.1', '2a00:1450::1'])
		expect(isInside(address), address).toBe(false);
	const code = await new Promise((resolve) =>
		lookupOutside('localhost', {}, (error) => resolve(error?.code))
	);
	expect(code).toBe('EINSIDE');
});
