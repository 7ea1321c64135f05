import type { Component } from 'svelte';
import type { Text } from '#lib/domain/text.ts';
import { inWords } from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';

// The pages that can be read without a network, by the router's names for them. Each is the view of
// the page itself, fetched when it is shown.

/** All views of guests take some of these. */
export type KeptComponent = Component<{
	view: unknown;
	hotel: string;
	code?: unknown;
	answer?: unknown;
	done?: unknown;
}>;

export interface KeptKind {
	readonly load: () => Promise<{ readonly default: unknown }>;
	readonly title: (view: never) => string;
	/** It changes with what happens elsewhere, so an old one is worse than none. */
	readonly fleeting?: true;
}

export const keptKinds: Readonly<Record<string, KeptKind>> = {
	'/(member)/home': { load: () => import('../views/HomeView.svelte'), title: m.nav_home },
	'/(member)/card': { load: () => import('../views/CardView.svelte'), title: m.card_title },
	'/(member)/points': { load: () => import('../views/PointsView.svelte'), title: m.points_title },
	'/(member)/points/[id]': { load: () => import('../views/EntryView.svelte'), title: m.why_title },
	'/(member)/points/lots': { load: () => import('../views/LotsView.svelte'), title: m.lots_title },
	'/(member)/stays': { load: () => import('../views/StaysView.svelte'), title: m.stays_title },
	'/(member)/stays/[id]': {
		load: () => import('../views/StayView.svelte'),
		title: ({ stay }: { stay: { property: Text } }) => inWords(stay.property)
	},
	'/(member)/stays/claim': {
		load: () => import('../views/ClaimFormView.svelte'),
		title: m.claim_title
	},
	'/(member)/stays/claims/[id]': {
		load: () => import('../views/ClaimView.svelte'),
		title: m.claim_title
	},
	'/(member)/rewards/vouchers': {
		load: () => import('../views/VouchersView.svelte'),
		title: m.vouchers_title
	},
	'/(member)/rewards/vouchers/[id]': {
		load: () => import('../views/VoucherView.svelte'),
		title: ({ name }: { name: Text }) => inWords(name),
		fleeting: true
	},
	'/(member)/preferences': {
		load: () => import('../views/PreferencesView.svelte'),
		title: m.prefs_title
	},
	'/(member)/surveys': {
		load: () => import('../views/SurveysView.svelte'),
		title: m.surveys_title
	},
	'/(member)/surveys/[id]': {
		load: () => import('../views/SurveyView.svelte'),
		title: m.survey_title,
		fleeting: true
	},
	'/(member)/me/notices': {
		load: () => import('../views/NoticesView.svelte'),
		title: m.notices_title
	},
	'/(member)/me': { load: () => import('../views/MeView.svelte'), title: m.nav_me }
};
