import type { Brand } from '#lib/domain/brand/brand.ts';
import { papers } from '#lib/domain/brand/papers.ts';
import { say } from '#lib/domain/text.ts';
import { baseLocale, m, type Locale } from '#lib/i18n/messages.ts';
import { logoAddress } from '#lib/server/house/logo-address.ts';
import type { RequestHandler } from './$types';

const locale: Locale = baseLocale;
const options = { locale };

/** One for everybody: what is installed is called and begins the same, whoever is signed in. */
export const GET: RequestHandler = ({ locals }) => {
	const brand = locals.brand.now();
	const hotel = say(brand.name, locale);
	const { paper } = papers[brand.paper].day;
	const manifest = {
		id: '/',
		name: hotel,
		short_name: hotel,
		description: m.welcome_promise({}, options),
		lang: locale,
		start_url: '/home',
		scope: '/',
		display: 'standalone',
		// By day: a manifest knows no night.
		background_color: paper,
		theme_color: paper,
		icons: iconsOf(brand),
		shortcuts: [
			shortcut(m.shortcut_card({}, options), '/card', brand),
			shortcut(m.nav_rewards({}, options), '/rewards', brand),
			shortcut(m.nav_points({}, options), '/points', brand)
		]
	};
	return new Response(JSON.stringify(manifest), {
		headers: {
			'content-type': 'application/manifest+json',
			'cache-control': 'public, max-age=300'
		}
	});
};

function iconsOf(brand: Brand) {
	return (['192', '512'] as const).flatMap((side) => [
		icon(brand, side, 'any'),
		icon(brand, side, 'maskable')
	]);
}

function icon({ logo }: Brand, side: '192' | '512', purpose: 'any' | 'maskable') {
	const kind = purpose === 'any' ? 'icon' : 'maskable';
	const ours = purpose === 'any' ? `/icon-${side}.png` : `/icon-maskable-${side}.png`;
	const src = logo ? logoAddress(logo, `${kind}-${side}`) : ours;
	return { src, sizes: `${side}x${side}`, type: 'image/png', purpose };
}

function shortcut(name: string, url: string, brand: Brand) {
	return { name, url, icons: [icon(brand, '192', 'any')] };
}
