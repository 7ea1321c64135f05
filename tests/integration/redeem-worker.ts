import { createInterface } from 'node:readline';
import type { Db } from '#lib/server/db/database.ts';
import { openDatabase, type Place } from '#lib/server/db/open.ts';
import {
	redeemReward,
	type RedeemedReward,
	type RedeemReward
} from '#lib/server/rewards/redeem-reward.ts';

/** What became of commands that were all asked at the same moment. */
export interface Raced {
	readonly won: readonly RedeemedReward[];
	readonly refused: readonly string[];
}

/** All at once: nobody begins before everybody is there. */
export async function askAll(
	dbs: readonly Db[],
	commands: readonly RedeemReward[],
	now: string,
	begin: Promise<unknown>
): Promise<Raced> {
	const asked = commands.map(async (command, at) => {
		await begin;
		return redeemReward(dbs[at % dbs.length]!, command, now);
	});
	const results = await Promise.allSettled(asked);
	return {
		won: results.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])),
		refused: results.flatMap((one) =>
			one.status === 'rejected'
				? [(one.reason as { code?: string }).code ?? String(one.reason)]
				: []
		)
	};
}

/**
 * A process of its own that redeems: of each pair of lines the first says what, and is answered with
 * "ready"; at the second it begins, and answers what became of it.
 */
async function work({ place, now }: { place: Place; now: string }): Promise<void> {
	const db = await openDatabase(place);
	const say = (line: string) => process.stdout.write(`${line}\n`);
	let go: (() => void) | undefined;
	for await (const line of createInterface({ input: process.stdin })) {
		if (go) {
			go();
			go = undefined;
			continue;
		}
		const begin = new Promise<void>((resolve) => (go = resolve));
		void askAll([db], JSON.parse(line) as RedeemReward[], now, begin).then((raced) =>
			say(JSON.stringify(raced))
		);
		say('ready');
	}
	await db.destroy();
}

const task = process.argv[2];
if (task !== undefined && import.meta.filename === process.argv[1])
	await work(JSON.parse(task) as { place: Place; now: string });
