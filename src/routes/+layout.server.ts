import type { Logo } from '#lib/domain/brand/brand.ts';
import { say } from '#lib/domain/text.ts';
import { logoAddress } from '#lib/server/house/logo-address.ts';
import { preloaded } from './letters.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => {
	const { name, type, logo, nightLogo, hash } = locals.brand.now();
	return {
		hotel: say(name, locals.locale),
		logo: logo && { ...drawn(logo), night: nightLogo && drawn(nightLogo).src },
		letters: preloaded[type],
		brand: hash,
		/** The clock as it started, when it does not tell the real time: a banner says so. */
		clock: locals.config.clock
	};
};

function drawn(logo: Logo) {
	const { width, height } = logo;
	return { src: logoAddress(logo, 'logo'), width, height };
}
