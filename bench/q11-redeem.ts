import { startSession } from '#lib/server/auth/sessions.ts';
import { adjustPoints } from '#lib/server/ledger/adjust-points.ts';
import { newId } from '#lib/server/ids.ts';
import { offerReward } from './lib/rewards.ts';
import { load, pinned, type Target } from './lib/server.ts';
import { figureOf, type Figure } from './lib/result.ts';
import { ratiosOf, type SideOf } from './lib/rounds.ts';
import { openSites, type Sites } from './lib/sites.ts';

const slice_s = 4;
const warmup_s = 10;
const guests = 100;
const price = 100;

const system = { kind: 'system', id: 'bench' } as const;

/** Redeeming by the page's own form, every time a new redemption, against a form action that does nothing. */
export async function measure(): Promise<Figure[]> {
	const sites = await openSites({ members: guests });
	try {
		const rewardId = await offerReward(sites, price);
		const cookies = await signInAll(sites);
		const redeem: Target = {
			url: `${sites.stayward.url}/rewards/${rewardId}?/redeem`,
			headers: { origin: sites.stayward.url },
			form: { fields: { price: String(price) }, idField: 'id', cookies },
			seconds: slice_s
		};
		const blank: Target = {
			url: `${sites.blank.url}/action`,
			headers: { origin: sites.blank.url },
			form: { fields: { price: String(price) }, idField: 'id', cookies: [''] },
			seconds: slice_s
		};
		await load({ ...redeem, seconds: warmup_s });
		await load({ ...blank, seconds: warmup_s });
		await mustHaveRedeemed(sites);
		const measured = await ratiosOf(
			['requests', 'p99'],
			side('redeem', redeem),
			side('empty action', blank)
		);
		const note = `${guests} members in turn; SQLite, synchronous = FULL; 8 connections; ${pinned}`;
		return [
			await figureOf('Q11 redeem ÷ empty action, requests/s', '>= 0.35', measured.requests, note),
			await figureOf('Q11 redeem ÷ empty action, p99', '<= 4', measured.p99, note)
		];
	} finally {
		await sites.stop();
	}
}

function side(name: string, target: Target): SideOf<'requests' | 'p99'> {
	return {
		name,
		measure: async () => {
			const { requestsPerSecond: requests, p99_ms: p99 } = await load(target);
			return { requests, p99 };
		}
	};
}

/** Everybody has points for as long as it takes, and a session. */
async function signInAll({ hotel: { db, members, now } }: Sites): Promise<string[]> {
	const cookies: string[] = [];
	for (const { id: memberId } of members) {
		const command = { source: 'app', id: newId(), memberId, points: 1_000_000_000, why: 'bench' };
		await adjustPoints(db, command, system, now);
		const { token } = await startSession(db, 'member', memberId, 'bench');
		cookies.push(`stayward=${token}`);
	}
	return cookies;
}

/** An answer of 200 may be a refusal: the vouchers must be there. */
async function mustHaveRedeemed({ hotel: { db } }: Sites): Promise<void> {
	const { count } = await db
		.selectFrom('redemption')
		.select(({ fn }) => fn.countAll().as('count'))
		.executeTakeFirstOrThrow();
	if (Number(count) < 100) throw new Error(`only ${Number(count)} redemptions were made`);
	console.log(`  ${Number(count)} redemptions while warming up`);
}
