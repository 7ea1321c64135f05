import type { Reminder } from '#lib/domain/expiry/decide-reminder.ts';
import type { Facts } from '#lib/domain/refusal.ts';
import type { PointsName } from '#lib/domain/views/common.ts';
import { formatDate, formatList, sayPoints } from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';
import { sayActivity } from '#lib/i18n/programme/say-rules.ts';

/** The facts of a reminder in the words of the language that is set. */
export function sayExpiring(facts: Facts | undefined) {
	const read = <Kept>(name: string, otherwise: Kept) =>
		typeof facts?.[name] === 'string' ? (JSON.parse(facts[name]) as Kept) : otherwise;
	const lapses = read<Reminder['lapses']>('lapses', []);
	const keepAlive = read<Reminder['keepAlive']>('keepAlive', []);
	const pointsName = read<PointsName>('pointsName', {});
	const said = lapses.map(({ points, validTo }) => ({
		points: sayPoints(points, pointsName),
		date: formatDate(validTo)
	}));
	return {
		first: said[0] ?? { points: '', date: '' },
		all: said.map((one) => m.mail_expiring_line(one)),
		keep:
			keepAlive.length === 0
				? ''
				: m.mail_expiring_keep({ activity: formatList(keepAlive.map(sayActivity), 'disjunction') })
	};
}
