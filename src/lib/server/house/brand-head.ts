import type { Brand } from '#lib/domain/brand/brand.ts';
import { papers } from '#lib/domain/brand/papers.ts';
import { logoAddress } from './logo-address.ts';

/** What the head of every page says of the look before any stylesheet does. */
export function brandHead({ paper, logo }: Brand): string {
	const { day, night } = papers[paper];
	const icon = logo
		? `<link rel="icon" href="${logoAddress(logo, 'icon-192')}" type="image/png" />`
		: '<link rel="icon" href="/favicon.svg" type="image/svg+xml" />';
	const touch = logo ? logoAddress(logo, 'touch-180') : '/apple-touch-icon.png';
	return [
		`<meta name="theme-color" content="${day.paper}" media="(prefers-color-scheme: light)" />`,
		`<meta name="theme-color" content="${night.paper}" media="(prefers-color-scheme: dark)" />`,
		icon,
		`<link rel="apple-touch-icon" href="${touch}" />`
	].join('\n\t\t');
}
