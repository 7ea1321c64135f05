import { startSession } from '#lib/server/auth/sessions.ts';
import { adjustPoints } from '#lib/server/ledger/adjust-points.ts';
import { newId } from '#lib/server/ids.ts';
import { offerReward } from './lib/rewards.ts';
import { figureOf, type Figure } from './lib/result.ts';
import { ratios, type Ratios, type Side } from './lib/rounds.ts';
import { load, pinned, type Target } from './lib/server.ts';
import { openSites, type Sites } from './lib/sites.ts';

const slice_s = 3;
const warmup_s = 10;
const price = 100;

const few = { members: 400, entries: 10, points: 1_000_000 };
const many = { members: 2, entries: 10_000, points: 10_000 };

const system = { kind: 'system', id: 'bench' } as const;

interface Guest {
	readonly id: string;
	readonly cookie: string;
}

/** How much longer a member with 10,000 entries and lots waits than one with 10. */
export async function measure(): Promise<Figure[]> {
	const sites = await openSites({ members: few.members + many.members, stays: 1 });
	try {
		const { url } = sites.stayward;
		const [rich, poor] = await fill(sites);
		const home = (guest: Guest): Target => pageOf(`${url}/home`, guest);
		await mustShowBalance(sites, rich[0]!, home(rich[0]!).url);
		await mustShowBalance(sites, poor[0]!, home(poor[0]!).url);
		const page1 = pageOf(`${url}/points`, rich[0]!);
		// Twenty to a page, newest first: page 500 begins with the twentieth entry from the beginning.
		const page500 = pageOf(`${url}/points?before=21`, rich[0]!);
		await mustShowBalance(sites, rich[0]!, page500.url);
		const rewardId = await offerReward(sites, price);
		const redeem = (guests: readonly Guest[]): Target => ({
			url: `${url}/rewards/${rewardId}?/redeem`,
			headers: { origin: url },
			form: {
				fields: { price: String(price) },
				idField: 'id',
				cookies: guests.map(({ cookie }) => cookie)
			},
			seconds: slice_s
		});

		const note = `${many.entries} entries and lots ÷ ${few.entries}; seconds an answer; SQLite; 8 connections; ${pinned}`;
		const ofHome = await compare(home(rich[0]!), home(poor[0]!));
		const ofHistory = await compare(page500, page1);
		const ofRedeem = await compare(redeem(rich), redeem(poor));
		const turns = `${many.members} members in turn ÷ ${few.members} in turn`;
		return [
			await figureOf('Q6 home, many entries ÷ few', '<= 1.15', ofHome, note),
			await figureOf('Q6 redeem, many entries ÷ few', '<= 1.5', ofRedeem, `${note}; ${turns}`),
			await figureOf('Q6 history, page 500 ÷ page 1', '<= 1.3', ofHistory, note)
		];
	} finally {
		await sites.stop();
	}
}

async function compare(a: Target, b: Target): Promise<Ratios> {
	for (const target of [a, b]) await load({ ...target, seconds: warmup_s / 2 });
	return ratios(side('many', a), side('few', b));
}

function side(name: string, target: Target): Side {
	return { name, measure: async () => 1 / (await load(target)).requestsPerSecond };
}

function pageOf(url: string, { cookie }: Guest): Target {
	return { url, headers: { cookie }, seconds: slice_s };
}

/** Everybody has a stay, and as many more entries, each with a lot of its own, as it takes. */
async function fill(sites: Sites): Promise<[rich: Guest[], poor: Guest[]]> {
	const [rich, poor]: [Guest[], Guest[]] = [[], []];
	for (const [at, { id }] of sites.hotel.members.entries()) {
		const wanted = at < many.members ? many : few;
		for (let entry = 1; entry < wanted.entries; entry++) await give(sites, id, wanted.points);
		const { token } = await startSession(sites.hotel.db, 'member', id, 'bench');
		(wanted === many ? rich : poor).push({ id, cookie: `stayward=${token}` });
	}
	return [rich, poor];
}

function give({ hotel: { db, now } }: Sites, memberId: string, points: number) {
	const command = { source: 'app', id: newId(), memberId, points, why: 'bench' };
	return adjustPoints(db, command, system, now);
}

async function mustShowBalance({ hotel: { db } }: Sites, guest: Guest, url: string) {
	const { balance } = await db
		.selectFrom('account')
		.select('balance')
		.where('member_id', '=', guest.id)
		.executeTakeFirstOrThrow();
	const answer = await fetch(url, { headers: { cookie: guest.cookie }, redirect: 'manual' });
	if (answer.status !== 200 || !(await answer.text()).includes(balance.toLocaleString('en')))
		throw new Error(`${url} answered ${answer.status} without the balance ${balance}`);
}
