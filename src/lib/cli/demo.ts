import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { fillDemo, guestPassword, staff, staffPassword } from '#lib/server/demo/fill-demo.ts';
import { chineseGuestEmail, guestEmail } from '#lib/server/demo/generate.ts';
import { hotelName } from '#lib/server/demo/group.ts';
import { withHouse, type Answer, type Command } from './command.ts';

const root = path.join(import.meta.dirname, '../../..');

export const command: Command = {
	options: { lan: { type: 'boolean' } },
	async run({ env, options, say }): Promise<Answer> {
		const lan = options['lan'] === true;
		const port = env['PORT'] ?? '3000';
		const origin = env['ORIGIN'] ?? `http://${lan ? ownAddress() : 'localhost'}:${port}`;
		const house = {
			...env,
			PORT: port,
			ORIGIN: origin,
			HOST: lan ? '0.0.0.0' : (env['HOST'] ?? '127.0.0.1'),
			STAYWARD_HOTEL: env['STAYWARD_HOTEL'] ?? hotelName
		};
		if (!existsSync(path.join(root, 'build/handler.js')))
			return { text: 'Nothing is built yet: npm run build', data: {}, refused: true };

		await withHouse(house, async ({ db, clock, config }) => {
			const filled = await fillDemo(db, clock, { say });
			if (filled === 'already') say('The demo hotel group is there already.');
			if (filled === 'not-ours')
				say('This database has a programme of its own; nothing was added.');
			for (const line of introduction(origin, lan, config.dataDir, filled !== 'not-ours'))
				say(line);
		});
		const status = await serve(house);
		return { text: 'The demo has stopped.', data: { status }, refused: status !== 0 };
	}
};

function introduction(origin: string, lan: boolean, dataDir: string, filled: boolean): string[] {
	const signIns = filled
		? [
				'',
				`  guests   ${origin}/sign-in        password ${guestPassword}`,
				`             ${guestEmail} (English)`,
				`             ${chineseGuestEmail} (中文)`,
				`  staff    ${origin}/staff/sign-in  password ${staffPassword}`,
				...staff.map(({ role, email }) => `             ${email} (${role})`),
				''
			]
		: [];
	const network = lan
		? [
				'Anybody in this network can reach the demo. Installing it and working offline need https',
				'or localhost, so on a phone it runs as a plain web page.'
			]
		: [];
	return [
		'',
		`Stayward: ${origin}`,
		...signIns,
		`Mails are not sent: they land in ${path.join(dataDir, 'mail')}, and staff see them at ${origin}/admin/mail.`,
		...network,
		'Ctrl+C stops it; it can be started again.',
		''
	];
}

function serve(env: NodeJS.ProcessEnv): Promise<number> {
	const server = spawn(process.execPath, ['src/server.ts'], { cwd: root, env, stdio: 'inherit' });
	// Ctrl+C reaches the server by itself; a signal to this process alone does not.
	const stop = () => server.kill('SIGTERM');
	process.on('SIGINT', () => setTimeout(stop, 300));
	process.on('SIGTERM', stop);
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.once('exit', (code, signal) => {
			resolve(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1));
		});
	});
}

function ownAddress(): string {
	const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
	const outside = addresses.find(({ family, internal }) => family === 'IPv4' && !internal);
	return outside?.address ?? 'localhost';
}
