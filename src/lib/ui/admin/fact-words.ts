import type { Facts } from '#lib/domain/refusal.ts';
import { formatNumber, formatWeekday } from '#lib/i18n/formats.ts';
import { isLocale, m } from '#lib/i18n/messages.ts';

const fields: Readonly<Record<string, () => string>> = {
	after: m.audit_after,
	afterHours: m.invitations_after,
	balance: m.fact_balance_after,
	before: m.audit_before,
	brand: m.property_brand,
	code: m.property_code,
	colleague: m.praised_colleague,
	currency: m.property_currency,
	distanceDays: m.invitations_distance,
	expiresDays: m.invitations_expires,
	from: m.audit_since,
	kind: m.cases_kind,
	limit: m.audit_limit,
	merge: m.fact_merge,
	other: m.fact_other_member,
	ownerId: m.cases_owner,
	points: m.member_balance,
	properties: m.staff_properties,
	property: m.property_name,
	rate: m.exchange_rate,
	rates: m.exchange_rates,
	reminderDays: m.invitations_reminder,
	rewardId: m.audit_reward,
	role: m.staff_role,
	today: m.audit_today,
	'time-zone': m.property_time_zone
};

// Tells two editors apart; to a reader of the log it says nothing.
const unsaid = new Set(['revision']);

function sayField(field: string): string {
	const locale = field.replace(/^name-/, '');
	if (locale !== field && isLocale(locale))
		return m.property_name_in({ language: m.language_name({}, { locale }) });
	const day = /^hours-([0-6])$/.exec(field)?.[1];
	if (day !== undefined) return m.property_hours_on({ day: formatWeekday(Number(day)) });
	return fields[field]?.() ?? field;
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** An id that nobody has a name for: its end is enough to tell it from others. */
export function shortId(id: string): string {
	return uuid.test(id) ? `…${id.slice(-8)}` : id;
}

const sayValue = (value: Facts[string] | undefined) =>
	value === null || value === undefined || value === ''
		? m.audit_nothing()
		: typeof value === 'number'
			? formatNumber(value)
			: shortId(String(value));

/** The facts of an act, line by line: what was changed from what to what, then all others. */
export function sayFacts(facts: Facts): string[] {
	return Object.entries(facts).flatMap(([name, value]) => {
		if (name.startsWith('before.') || unsaid.has(name)) return [];
		const isChange = name.startsWith('after.');
		if (!isChange && (value === '' || value === null)) return [];
		if (!isChange) return m.audit_fact({ field: sayField(name), value: sayValue(value) });
		const field = name.slice('after.'.length);
		const before = sayValue(facts[`before.${field}`]);
		return m.audit_change({ field: sayField(field), before, after: sayValue(value) });
	});
}
