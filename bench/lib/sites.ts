import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { startSession } from '#lib/server/auth/sessions.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { buildHotel, stayOf, type Hotel } from './hotel.ts';
import { startServer, type Running } from './server.ts';

const root = path.join(import.meta.dirname, '..', '..');

export interface Sites {
	readonly hotel: Hotel;
	readonly stayward: Running;
	readonly blank: Running;
	/** Of the signed-in member whose pages are measured. */
	readonly cookie: string;
	/** As the page shows it, so that a page without it is no measurement. */
	readonly balance: string;
	readonly stop: () => Promise<void>;
}

/** Builds what is not built, fills a hotel, and serves it beside the blank page. */
export async function openSites({ members = 1_000, stays = 40 } = {}): Promise<Sites> {
	build('build/handler.js', 'build');
	build('bench/blank/build/index.js', 'bench:build-blank');
	const hotel = await buildHotel({ members });
	const past = Array.from({ length: stays }, (_, nth) => stayOf(hotel, 0, nth));
	for (const at of hotel.members.keys()) if (at > 0) past.push(stayOf(hotel, at, 0));
	await recordStays(hotel.db, past, hotel.now, { quiet: true });
	const member = hotel.members[0]!.id;
	const { token } = await startSession(hotel.db, 'member', member, 'bench');
	const { balance } = await hotel.db
		.selectFrom('account')
		.select('balance')
		.where('member_id', '=', member)
		.executeTakeFirstOrThrow();
	const env = { STAYWARD_DATA: hotel.dataDir, DATABASE_URL: '', LOG_LEVEL: 'silent' };
	const stayward = await startServer(path.join(root, 'src/server.ts'), env, '/healthz');
	const blank = await startServer(path.join(root, 'bench/blank/build/index.js'), {}, '/');
	return {
		...{ hotel, stayward, blank, cookie: `stayward=${token}` },
		balance: balance.toLocaleString('en'),
		stop: async () => {
			await Promise.all([stayward.stop(), blank.stop()]);
			await hotel.remove();
		}
	};
}

/** Throws unless the page answers 200 and shows the member's own balance. */
export async function mustShowBalance({ stayward, cookie, balance }: Sites, page: string) {
	const answer = await fetch(stayward.url + page, { headers: { cookie }, redirect: 'manual' });
	if (answer.status !== 200 || !(await answer.text()).includes(balance))
		throw new Error(`${page} answered ${answer.status} without the balance ${balance}`);
}

function build(file: string, script: string): void {
	const built = statSync(path.join(root, file), { throwIfNoEntry: false });
	if (built) return;
	const { status } = spawnSync('npm', ['run', '--silent', script], { cwd: root, stdio: 'inherit' });
	if (status !== 0) throw new Error(`npm run ${script} failed`);
}
