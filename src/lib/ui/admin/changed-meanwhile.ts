import type { ChangeView } from '#lib/domain/views/audit.ts';
import type { FormAnswer } from '#lib/domain/views/form-answer.ts';
import { formatInstant, formatList } from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';

/** The fields that somebody else changed while the form was open. */
export function changedFields(answer: FormAnswer | null | undefined): readonly string[] {
	const { code, facts } = answer?.refusal ?? {};
	if (code !== 'changed-meanwhile') return [];
	return String(facts?.['fields'] ?? '')
		.split(',')
		.filter((field) => field !== '');
}

/** Who was faster, and with what; undefined where nobody was. */
export function sayChanged(
	answer: FormAnswer | null | undefined,
	change: ChangeView | undefined,
	labels: Readonly<Record<string, string>>
): string | undefined {
	if (answer?.refusal?.code !== 'changed-meanwhile') return undefined;
	const fields = changedFields(answer).map((field) => labels[field] ?? field);
	const what = fields.length > 0 ? formatList(fields, 'conjunction') : m.admin_changed_something();
	if (!change) return m.admin_changed({ fields: what });
	return m.admin_changed_by({
		name: change.by.name,
		fields: what,
		at: formatInstant(change.at)
	});
}
