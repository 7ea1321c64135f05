import type { Page } from '@playwright/test';

/** Nothing where something is asked, or what cannot be meant. */
export type Wrong = 'empty' | 'wrong';

const never = /sign-out|\/leave/;

/** Sends every form of a page with wrong things in it, and lets what then stands there be looked at. */
export async function tryForms(
	page: Page,
	address: string,
	wrong: Wrong,
	look: (what: string, isRefused: boolean) => Promise<void>
): Promise<void> {
	await page.goto(address);
	const forms = page.locator('main form[method=post i]');
	const count = await forms.count();
	for (let at = 0; at < count; at++) {
		if (at > 0) await page.goto(address);
		const form = forms.nth(at);
		if (!(await form.count()) || !(await form.evaluate(hasFields))) continue;
		if (never.test((await form.getAttribute('action')) ?? '')) continue;
		// Scripts answer from now on.
		await page.waitForLoadState('networkidle');
		const answered = page
			.waitForResponse((answer) => answer.request().method() === 'POST', { timeout: 3_000 })
			.catch(() => undefined);
		await form.evaluate(sendWrong, wrong);
		await (await answered)?.finished();
		const alert = page.locator('[role=alert]:visible').first();
		const isRefused = await alert.waitFor({ timeout: 700 }).then(
			() => true,
			() => false
		);
		await look(`${address}, form ${at + 1}, ${wrong}`, isRefused);
	}
}

function hasFields(form: Element): boolean {
	const fields = 'textarea, select, input:not([type=hidden], [type=file], [type=range])';
	return form.querySelector(fields) !== null;
}

/** Fills a form past what its fields would let in, and sends it. */
function sendWrong(form: HTMLFormElement | Element, wrong: Wrong): void {
	if (!(form instanceof HTMLFormElement)) return;
	for (let one: Element | null = form; one; one = one.parentElement)
		if (one instanceof HTMLDetailsElement) one.open = true;
	form.noValidate = true;
	const values: Record<string, string> = { number: '-5', date: '1999-01-01', time: '23:59' };
	for (const field of form.querySelectorAll<HTMLInputElement>(
		'textarea, input:not([type=hidden], [type=file], [type=range])'
	)) {
		if (['radio', 'checkbox'].includes(field.type)) field.checked = false;
		else field.value = wrong === 'empty' ? '' : (values[field.type] ?? 'x'.repeat(5_000));
		field.dispatchEvent(new Event('input', { bubbles: true }));
		field.dispatchEvent(new Event('change', { bubbles: true }));
	}
	form.requestSubmit(form.querySelector<HTMLButtonElement>('button:not([type=button])'));
}

/** Where the focus is after a no: at what was said, or at the first field that is wrong. */
export function focusAfter(page: Page): Promise<string> {
	return page.evaluate(() => {
		const focused = document.activeElement;
		if (focused?.closest('[role=alert]')) return 'alert';
		if (focused?.getAttribute('aria-invalid') === 'true') return 'field';
		return focused?.outerHTML.slice(0, 120) ?? '';
	});
}
