import { brandCss } from '#lib/domain/brand/brand-css.ts';
import type { Brand } from '#lib/domain/brand/brand.ts';
import { logoAddress } from '#lib/server/house/logo-address.ts';
import { letters } from '../letters.server.ts';
import type { RequestHandler } from './$types';

/**
 * The hotel's own values for the tokens of `app.css`. Its first line changes with anything of the look,
 * its name too: by that the worker knows that what it keeps is old.
 */
export const GET: RequestHandler = ({ locals }) => {
	const brand = locals.brand.now();
	return new Response(`/* ${brand.hash} */\n${logosOf(brand)}${brandCss(brand, letters)}`, {
		headers: {
			'content-type': 'text/css; charset=utf-8',
			'cache-control': 'public, max-age=300',
			etag: `"${brand.hash}"`
		}
	});
};

/** Nothing draws them: the worker keeps what this file names. */
function logosOf({ logo, nightLogo }: Brand): string {
	const address = (name: string, one: Brand['logo']) =>
		one ? `${name}: url('${logoAddress(one, 'logo')}');\n` : '';
	const said = address('--logo', logo) + address('--logo-night', nightLogo);
	return said && `:root {\n${said}}\n`;
}
