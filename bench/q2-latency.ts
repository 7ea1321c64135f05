import { load, pinned, type Target } from './lib/server.ts';
import { figureOf, type Figure } from './lib/result.ts';
import { ratiosOf, type SideOf } from './lib/rounds.ts';
import { mustShowBalance, openSites } from './lib/sites.ts';

const slice_s = 4;
const warmup_s = 10;

/** Latency of the signed-in home page and of a blank one, each at half of its own peak. */
export async function measure(): Promise<Figure[]> {
	const sites = await openSites();
	try {
		await mustShowBalance(sites, '/home');
		const cookie = sites.cookie;
		const home = { url: `${sites.stayward.url}/home`, headers: { cookie }, seconds: slice_s };
		const blank = { url: `${sites.blank.url}/`, seconds: slice_s };
		const measured = await ratiosOf(
			['p50', 'p99'],
			await atHalfPeak('home', home),
			await atHalfPeak('blank', blank)
		);
		const note = `each at half its own peak; 8 connections; no compression; ${pinned}`;
		return [
			await figureOf('Q2 home ÷ blank, p50', '<= 2.5', measured.p50, note),
			await figureOf('Q2 home ÷ blank, p99', '<= 3', measured.p99, note)
		];
	} finally {
		await sites.stop();
	}
}

async function atHalfPeak(name: string, target: Target): Promise<SideOf<'p50' | 'p99'>> {
	const peak = await load({ ...target, seconds: warmup_s });
	const requestsPerSecond = peak.requestsPerSecond / 2;
	console.log(`  ${name}: ${Math.round(requestsPerSecond)} requests/s`);
	return {
		name,
		measure: async () => {
			const { p50_ms: p50, p99_ms: p99 } = await load({ ...target, requestsPerSecond });
			return { p50, p99 };
		}
	};
}
