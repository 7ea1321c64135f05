import { baseLocale, m, type Locale } from '#lib/i18n/messages.ts';
import type { RequestHandler } from './$types';

const icons = ['192', '512'].flatMap((side) => [
	icon(`/icon-${side}.png`, side, 'any'),
	icon(`/icon-maskable-${side}.png`, side, 'maskable')
]);

const locale: Locale = baseLocale;
const options = { locale };

/** One for everybody: what is installed is called and begins the same, whoever is signed in. */
export const GET: RequestHandler = ({ locals }) => {
	const { hotel } = locals.config;
	const manifest = {
		id: '/',
		name: hotel,
		short_name: hotel,
		description: m.welcome_promise({}, options),
		lang: locale,
		start_url: '/home',
		scope: '/',
		display: 'standalone',
		// Of the tokens in app.css, by day: a manifest knows no night.
		background_color: '#faf7f1',
		theme_color: '#faf7f1',
		icons,
		shortcuts: [
			shortcut(m.shortcut_card({}, options), '/card'),
			shortcut(m.nav_rewards({}, options), '/rewards'),
			shortcut(m.nav_points({}, options), '/points')
		]
	};
	return new Response(JSON.stringify(manifest), {
		headers: {
			'content-type': 'application/manifest+json',
			'cache-control': 'public, max-age=300'
		}
	});
};

function icon(src: string, side: string, purpose: 'any' | 'maskable') {
	return { src, sizes: `${side}x${side}`, type: 'image/png', purpose };
}

function shortcut(name: string, url: string) {
	return { name, url, icons: [icon('/icon-192.png', '192', 'any')] };
}
