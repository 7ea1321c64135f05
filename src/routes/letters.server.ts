import figtree from '@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2?url';
import fraunces from '@fontsource-variable/fraunces/files/fraunces-latin-opsz-normal.woff2?url';
import loraExt from '@fontsource-variable/lora/files/lora-latin-ext-wght-normal.woff2?url';
import lora from '@fontsource-variable/lora/files/lora-latin-wght-normal.woff2?url';
import sourceSansExt from '@fontsource-variable/source-sans-3/files/source-sans-3-latin-ext-wght-normal.woff2?url';
import sourceSans from '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2?url';
import type { Letters } from '#lib/domain/brand/brand-css.ts';
import type { TypeName } from '#lib/domain/brand/brand.ts';

const latin =
	'U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, U+2000-2011, U+2015-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD';
const latinExt = 'U+0100-0130, U+0132-0151, U+0154-02BA, U+1E00-1E9F, U+1EF2-1EFF';

/** The letters that app.css does not bring itself. */
export const letters: Readonly<Record<TypeName, Letters | undefined>> = {
	fraunces: undefined,
	lora: {
		faces: [
			{ family: 'Lora', url: lora, range: latin },
			{ family: 'Lora', url: loraExt, range: latinExt },
			{ family: 'Source Sans', url: sourceSans, range: latin },
			{ family: 'Source Sans', url: sourceSansExt, range: latinExt }
		],
		text: "'Source Sans'",
		display: 'Lora, Georgia'
	},
	system: { faces: [], text: "system-ui, 'Segoe UI', Roboto", display: "Georgia, 'Noto Serif'" }
};

/** What a page asks for before its stylesheets have come. */
export const preloaded: Readonly<Record<TypeName, readonly string[]>> = {
	fraunces: [figtree, fraunces],
	lora: [sourceSans, lora],
	system: []
};
