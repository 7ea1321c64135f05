import type { PointsName } from '#lib/domain/views/common.ts';
import type { GiftView } from '#lib/domain/views/milestones.ts';
import { formatList, formatNumber, inWords, sayPoints } from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';

/** "Free night", "2 × Suite upgrade", "10,000 points". */
export function sayGift({ name, points, count }: GiftView, pointsName: PointsName): string {
	const text = name ? inWords(name) : sayPoints(points ?? 0, pointsName);
	return count > 1 ? m.milestones_pieces({ count: formatNumber(count), name: text }) : text;
}

export function sayGifts(
	gifts: readonly GiftView[],
	pointsName: PointsName,
	type: 'conjunction' | 'disjunction' = 'conjunction'
): string {
	return formatList(
		gifts.map((gift) => sayGift(gift, pointsName)),
		type
	);
}
