import type { ConsentPurpose } from '#lib/domain/views/me.ts';
import { m } from '#lib/i18n/messages.ts';

/** What each text is called. */
export const consentTitles: Readonly<Record<ConsentPurpose, () => string>> = {
	membership: m.terms_membership_title,
	marketing: m.terms_marketing_title,
	profiling: m.terms_profiling_title,
	partners: m.terms_partners_title,
	'transfer-abroad': m.terms_transfer_abroad_title,
	health: m.terms_health_title
};
