import type { Facts } from '#lib/domain/refusal.ts';
import { formatNumber } from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';

const fields: Readonly<Record<string, () => string>> = {
	balance: m.fact_balance_after,
	brand: m.property_brand,
	code: m.property_code,
	currency: m.property_currency,
	points: m.member_balance,
	properties: m.staff_properties,
	role: m.staff_role,
	'time-zone': m.property_time_zone
};

// Tells two editors apart; to a reader of the log it says nothing.
const unsaid = new Set(['revision']);

const sayField = (field: string) => fields[field]?.() ?? field;
const sayValue = (value: Facts[string] | undefined) =>
	value === null || value === undefined || value === ''
		? m.audit_nothing()
		: typeof value === 'number'
			? formatNumber(value)
			: String(value);

/** The facts of an act, line by line: what was changed from what to what, then all others. */
export function sayFacts(facts: Facts): string[] {
	return Object.entries(facts).flatMap(([name, value]) => {
		if (name.startsWith('before.') || unsaid.has(name)) return [];
		if (!name.startsWith('after.'))
			return m.audit_fact({ field: sayField(name), value: sayValue(value) });
		const field = name.slice('after.'.length);
		const before = sayValue(facts[`before.${field}`]);
		return m.audit_change({ field: sayField(field), before, after: sayValue(value) });
	});
}
