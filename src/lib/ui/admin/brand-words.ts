import type { CornersName, PaperName, TypeName } from '#lib/domain/brand/brand.ts';
import { locales, m } from '#lib/i18n/messages.ts';
import { inLanguage } from './item-words.ts';

/** What the fields of the look are called. */
export function brandLabels(): Record<string, string> {
	return {
		...Object.fromEntries(
			locales.map((locale) => [`name-${locale}`, inLanguage(m.brand_name(), locale)])
		),
		logo: m.brand_logo(),
		logoFile: m.brand_logo(),
		nightLogo: m.brand_logo_night(),
		nightLogoFile: m.brand_logo_night(),
		day: m.brand_day(),
		night: m.brand_night(),
		paper: m.brand_paper(),
		type: m.brand_type(),
		corners: m.brand_corners()
	};
}

export function paperWords(): Record<PaperName, string> {
	return {
		linen: m.brand_paper_linen(),
		chalk: m.brand_paper_chalk(),
		mist: m.brand_paper_mist()
	};
}

export function typeWords(): Record<TypeName, string> {
	return {
		fraunces: 'Fraunces, Figtree',
		lora: 'Lora, Source Sans',
		system: m.brand_type_system()
	};
}

export function cornersWords(): Record<CornersName, string> {
	return { round: m.brand_corners_round(), straight: m.brand_corners_straight() };
}
