import type { TemplateName } from '#lib/domain/programme/templates.ts';
import { m } from '#lib/i18n/messages.ts';

interface Words {
	readonly name: () => string;
	/** For whom it is, in a sentence. */
	readonly about: () => string;
}

export const templateWords: Readonly<Record<TemplateName, Words>> = {
	meridian: { name: m.programme_template_meridian, about: m.programme_template_meridian_about },
	harbour: { name: m.programme_template_harbour, about: m.programme_template_harbour_about },
	summit: { name: m.programme_template_summit, about: m.programme_template_summit_about },
	orchard: { name: m.programme_template_orchard, about: m.programme_template_orchard_about },
	atlas: { name: m.programme_template_atlas, about: m.programme_template_atlas_about },
	lotus: { name: m.programme_template_lotus, about: m.programme_template_lotus_about },
	crane: { name: m.programme_template_crane, about: m.programme_template_crane_about },
	bamboo: { name: m.programme_template_bamboo, about: m.programme_template_bamboo_about },
	pearl: { name: m.programme_template_pearl, about: m.programme_template_pearl_about }
};
