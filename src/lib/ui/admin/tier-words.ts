import type { GrantLine } from '#lib/domain/views/member-tier.ts';
import { formatDate } from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';

const hows: Readonly<Record<GrantLine['how'], () => string>> = {
	reached: m.tier_how_reached,
	kept: m.tier_how_kept,
	fallen: m.tier_how_fallen,
	named: m.tier_how_named,
	card: m.tier_how_card,
	gift: m.tier_how_gift,
	challenge: m.tier_how_challenge,
	merged: m.tier_how_merged,
	corrected: m.tier_how_revoked
};

/** How a tier came, and whether it was taken back since. */
export function sayHow({ how, revoked }: GrantLine): string {
	return revoked ? `${hows[how]()} · ${m.tier_how_revoked()}` : hows[how]();
}

/** How long a tier is held that has no other end than its own. */
export function sayUntil(validTo: string | undefined): string {
	return validTo === undefined
		? m.tier_held_life()
		: m.tier_held_until({ date: formatDate(validTo) });
}
