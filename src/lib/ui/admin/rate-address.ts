/** The form for a rate, with what is known of it filled in. */
export function rateAddress(rate: {
	readonly base: string;
	readonly quote: string;
	readonly day: string;
	readonly rate?: string;
}): string {
	const { base, quote, day, rate: known } = rate;
	const asked = new URLSearchParams({ base, quote, day, ...(known && { rate: known }) });
	return `/admin/exchange/new?${asked}`;
}
