import { error, fail, isActionFailure, type ActionFailure } from '@sveltejs/kit';
import { z } from 'zod';
import { Refusal, type RefusalCode } from '#lib/domain/refusal.ts';
import { isPlainText } from '#lib/domain/text.ts';
import type { FieldProblem, FormAnswer } from '#lib/domain/views/form-answer.ts';

/** One table for every no: a new code does not compile until it has its status. */
const statusOf: Record<RefusalCode, number> = {
	'not-found': 404,
	'not-allowed': 403,
	'sign-in-failed': 400,
	'too-many-tries': 429,
	'link-expired': 410,
	'address-taken': 409,
	'address-unverified': 403,
	'account-suspended': 403,
	'same-id-other-body': 422,
	'older-revision': 409,
	'still-running': 409,
	'not-enough-points': 409,
	'points-owed': 409,
	'above-your-limit': 403,
	'bill-below-one-step': 409,
	'entry-already-reversed': 409,
	'below-minimum': 409,
	'not-a-step': 409,
	'claim-too-late': 409,
	'claim-not-departed': 409,
	'claim-known': 409,
	'claims-open-most': 409,
	'claim-decided': 409,
	'case-resolved': 409,
	'case-unanswered': 422,
	'case-no-praise': 409,
	'praise-whom': 422,
	'goodwill-decided': 409,
	'own-request': 403,
	'claim-stay-taken': 409,
	'claim-has-stay': 409,
	'choice-made': 409,
	'choice-too-late': 409,
	'choice-wrong-number': 422,
	'not-enough-gifts': 409,
	'choice-unknown-option': 422,
	'reward-not-on-offer': 409,
	'price-changed': 409,
	'tier-too-low': 403,
	'out-of-stock': 409,
	'reward-limit-reached': 409,
	'cancel-too-late': 409,
	'transfers-off': 409,
	'pooling-off': 409,
	'transfer-self': 422,
	'transfer-too-few': 422,
	'transfer-too-new': 409,
	'transfer-most': 409,
	'transfer-over': 409,
	'household-full': 409,
	'household-taken': 409,
	'household-not-yet': 409,
	'already-held': 409,
	'already-merged': 409,
	'merge-has-own': 409,
	'merge-self': 422,
	'voucher-unknown': 404,
	'voucher-used': 409,
	'voucher-cancelled': 409,
	'voucher-expired': 409,
	'voucher-not-yet': 409,
	'voucher-not-here': 409,
	'voucher-not-today': 409,
	'reward-not-here': 409,
	'reward-not-that-day': 409,
	'reward-too-soon': 409,
	'day-full': 409,
	'not-waiting': 409,
	'code-known': 409,
	'voucher-unconfirmed': 409,
	'voucher-not-in-parts': 409,
	'above-what-is-left': 409,
	'take-back-too-late': 409,
	'card-code-unknown': 404,
	'card-code-old': 409,
	'card-code-ahead': 409,
	'card-code-seen': 409,
	'request-over': 409,
	'request-code-wrong': 409,
	'own-membership': 403,
	'pin-wrong': 403,
	'pin-too-plain': 400,
	'desk-locked': 403,
	'stay-over': 409,
	'survey-over': 410,
	'survey-empty': 422,
	'survey-has-problems': 422,
	'word-of-other-theme': 409,
	'word-not-counted': 422,
	'changed-meanwhile': 409,
	'image-unreadable': 422,
	'image-too-large': 422,
	'image-too-heavy': 422,
	'file-unreadable': 422,
	'columns-missing': 422,
	'mapping-invalid': 422,
	'no-programme': 409,
	'programme-invalid': 422,
	'programme-examples-fail': 422,
	'version-date-taken': 409,
	'version-date-past': 422,
	'draft-over': 409,
	'draft-unsaved': 409,
	'only-one-version': 409,
	'unknown-property': 422,
	'last-owner': 409,
	'property-code-taken': 409,
	'property-has-stays': 409,
	'unknown-currency': 422,
	'no-exchange-rate': 409,
	'rate-known': 409,
	'date-ahead': 422,
	invalid: 400
};

export function statusFor(refusal: Refusal): number {
	return statusOf[refusal.code];
}

/** How much of a field comes back when the form was refused: more than any may hold. */
const typed_length_max = 5_000;

export type FormFailure = ActionFailure<FormAnswer>;

/** Kit's own guard does not tell TypeScript what remains when it says no. */
export function isFormFailure(answer: unknown): answer is FormFailure {
	return isActionFailure(answer);
}

export type ReadForm<Value> =
	| { readonly ok: true; readonly value: Value; readonly typed: Record<string, string> }
	| { readonly ok: false; readonly failure: FormFailure };

/**
 * Reads a form by its schema. Malformed input keeps what was typed (never a password or a PIN) and says per
 * field what is wrong. Only the schema's own fields are looked at.
 */
export async function readForm<Schema extends z.ZodObject>(
	schema: Schema,
	request: Request
): Promise<ReadForm<z.output<Schema>>> {
	return checkForm(schema, readFields(schema, await formOf(request)));
}

/** The same where the form has one file beside its fields; none was chosen: `file` is undefined. */
export async function readFormWithFile<Schema extends z.ZodObject>(
	schema: Schema,
	request: Request,
	fileField: string
): Promise<{ form: ReadForm<z.output<Schema>>; file: Uint8Array | undefined }> {
	const { form, files } = await readFormWithFiles(schema, request, [fileField]);
	return { form, file: files.get(fileField) };
}

/** The same where it may have several, by the names of their fields. */
export async function readFormWithFiles<Schema extends z.ZodObject>(
	schema: Schema,
	request: Request,
	fileFields: readonly string[]
): Promise<{
	form: ReadForm<z.output<Schema>>;
	files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}> {
	const sent = await formOf(request);
	const files = new Map<string, Uint8Array<ArrayBuffer>>();
	for (const name of fileFields) {
		const file = sent?.get(name);
		if (file instanceof File && file.size > 0)
			files.set(name, new Uint8Array(await file.arrayBuffer()));
	}
	return { form: checkForm(schema, readFields(schema, sent)), files };
}

function checkForm<Schema extends z.ZodObject>(
	schema: Schema,
	sent: Record<string, string> | undefined
): ReadForm<z.output<Schema>> {
	if (!sent) return { ok: false, failure: answer(400, {}, { form: 'invalid' }) };

	const typed = Object.fromEntries(
		Object.entries(sent)
			.filter(([name]) => !/password|^pin$/i.test(name))
			.map(([name, value]) => [name, value.slice(0, typed_length_max)])
	);
	const result = schema.safeParse(sent);
	if (result.success) return { ok: true, value: result.data, typed };
	return { ok: false, failure: answer(400, typed, problemsOf(result.error)) };
}

/** The no of a use-case as the form's answer; anything else goes on as the defect that it is. */
export function refusalToFail(thrown: unknown, typed: Record<string, string> = {}): FormFailure {
	if (!(thrown instanceof Refusal)) throw thrown;
	const { code, facts } = thrown;
	const field = code === 'invalid' ? facts['field'] : undefined;
	if (typeof field === 'string') return fieldFailure(field, 'invalid', typed);
	return fail(statusFor(thrown), { values: typed, problems: {}, refusal: { code, facts } });
}

/** One field of an otherwise good form was refused. */
export function fieldFailure(
	field: string,
	problem: FieldProblem,
	typed: Record<string, string> = {}
): FormFailure {
	return answer(400, typed, { [field]: problem });
}

/** The no of a use-case where a page is only read: Kit's error page with its status. */
export function refusalToError(thrown: unknown): never {
	if (!(thrown instanceof Refusal)) throw thrown;
	error(statusFor(thrown), thrown.code);
}

/** RFC 9457 problem details, for callers that are programs. */
export function problem(
	status: number,
	code: string,
	more: Record<string, unknown> = {}
): Response {
	return new Response(JSON.stringify({ type: 'about:blank', status, title: code, ...more }), {
		status,
		headers: { 'content-type': 'application/problem+json' }
	});
}

/** Text as people type it: trimmed, one line, nothing that no keyboard makes. */
export function line(max: number) {
	return z
		.string()
		.transform((value) => value.trim().normalize('NFC'))
		.pipe(
			z
				.string()
				.min(1, 'required' satisfies FieldProblem)
				.max(max, 'too-long' satisfies FieldProblem)
				.refine(isPlainText, 'invalid' satisfies FieldProblem)
		);
}

/** Text of several lines, as people write letters. */
export function paragraph(max: number) {
	return z
		.string()
		.transform((value) => value.replaceAll('\r\n', '\n').trim().normalize('NFC'))
		.pipe(
			z
				.string()
				.min(1, 'required' satisfies FieldProblem)
				.max(max, 'too-long' satisfies FieldProblem)
				.refine(
					(value) => isPlainText(value.replaceAll('\n', ' ')),
					'invalid' satisfies FieldProblem
				)
		);
}

export const email = line(254).refine(
	(value) => z.email().safeParse(value).success || isInternational(value),
	'email-invalid' satisfies FieldProblem
);

const password_length_min = 10;
const password_length_max = 200;

export const newPassword = z
	.string()
	.min(password_length_min, 'password-too-short' satisfies FieldProblem)
	.max(password_length_max, 'too-long' satisfies FieldProblem)
	.refine((value) => !value.includes('\0'), 'invalid' satisfies FieldProblem);

/** A password that is only compared: its own rules are not given away. */
export const knownPassword = z
	.string()
	.min(1, 'required' satisfies FieldProblem)
	.max(password_length_max, 'too-long' satisfies FieldProblem);

export const checkbox = z
	.literal('on')
	.optional()
	.transform((value) => value === 'on');

/** Digits alone, as they are typed or as a page of ours wrote them. */
export const wholeNumber = z
	.string()
	.transform((value) => value.trim())
	.pipe(
		z
			.string()
			.min(1, 'required' satisfies FieldProblem)
			.regex(/^\d{1,9}$/, 'whole-number-invalid' satisfies FieldProblem)
	)
	.transform(Number);

/** With or without a fraction, the sign of the fraction as either of our languages types it. */
export const decimalText = z
	.string()
	.transform((value) => value.trim().replace(',', '.'))
	.pipe(
		z
			.string()
			.min(1, 'required' satisfies FieldProblem)
			.regex(/^\d{1,9}(\.\d{1,6})?$/, 'number-invalid' satisfies FieldProblem)
	);

export const uuid = z.uuid('invalid' satisfies FieldProblem).transform((id) => id.toLowerCase());

async function formOf(request: Request): Promise<FormData | undefined> {
	return request.formData().catch(() => undefined);
}

function readFields(
	schema: z.ZodObject,
	form: FormData | undefined
): Record<string, string> | undefined {
	if (!form) return undefined;
	const fields = Object.keys(schema.shape).flatMap((name) => {
		const value = form.get(name);
		return typeof value === 'string' ? [[name, value.toWellFormed()] as const] : [];
	});
	return Object.fromEntries(fields);
}

function answer(
	status: number,
	values: Record<string, string>,
	problems: Record<string, FieldProblem>
): FormFailure {
	return fail(status, { values, problems });
}

const known: ReadonlySet<string> = new Set<FieldProblem>([
	'required',
	'invalid',
	'too-long',
	'email-invalid',
	'password-too-short',
	'passwords-differ',
	'password-wrong',
	'consent-needed',
	'not-offered',
	'whole-number-invalid',
	'hours-order',
	'hours-never'
]);

function problemsOf(bad: z.ZodError): Record<string, FieldProblem> {
	const problems: Record<string, FieldProblem> = {};
	for (const issue of bad.issues) {
		const field = String(issue.path[0] ?? 'form');
		const missing = issue.code === 'invalid_type' && issue.input === undefined;
		const said = known.has(issue.message) ? (issue.message as FieldProblem) : 'invalid';
		problems[field] ??= missing ? 'required' : said;
	}
	return problems;
}

// zod's own rule knows ASCII only; a mailbox or host may be written in any script.
function isInternational(value: string): boolean {
	return /^[^\s@"<>(),;:\\[\]]{1,64}@[^\s@"<>(),;:\\[\]]+\.[^\s@"<>(),;:\\[\]]{2,}$/u.test(value);
}
