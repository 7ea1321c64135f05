import { load, pinned, type Target } from './lib/server.ts';
import { figureOf, type Figure } from './lib/result.ts';
import { ratios, type Side } from './lib/rounds.ts';
import { mustShowBalance, openSites } from './lib/sites.ts';

const slice_s = 4;
const warmup_s = 10;

/** Requests/s of the signed-in home page against a page that says one string. */
export async function measure(): Promise<Figure[]> {
	const sites = await openSites();
	try {
		await mustShowBalance(sites, '/home');
		const home: Target = {
			url: `${sites.stayward.url}/home`,
			headers: { cookie: sites.cookie },
			seconds: slice_s
		};
		const blank: Target = { url: `${sites.blank.url}/`, seconds: slice_s };
		await load({ ...home, seconds: warmup_s });
		await load({ ...blank, seconds: warmup_s });
		const measured = await ratios(side('home', home), side('blank', blank));
		const note = `1,000 members, 40 stays of the one shown; 8 connections; no compression; ${pinned}`;
		return [await figureOf('Q1 home ÷ blank, requests/s', '>= 0.40', measured, note)];
	} finally {
		await sites.stop();
	}
}

function side(name: string, target: Target): Side {
	return { name, measure: async () => (await load(target)).requestsPerSecond };
}
