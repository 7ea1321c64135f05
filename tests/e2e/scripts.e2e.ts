import { newId } from '#lib/server/ids.ts';
import { expect, test } from './fixtures.ts';

const call = 'alert(1)';
/** Fifty ways to get a script into a page, of which none may run. */
const stored = [
	`<script>${call}</script>`,
	`"><script>${call}</script>`,
	`'><script>${call}</script>`,
	`</title><script>${call}</script>`,
	`</textarea><script>${call}</script>`,
	`</style><script>${call}</script>`,
	`</script><script>${call}</script>`,
	`--><script>${call}</script>`,
	`]]><script>${call}</script>`,
	`<ScRiPt>${call}</sCrIpT>`,
	`<script/src=data:,${call}>`,
	`<scr<script>ipt>${call}</script>`,
	`<img src=x onerror=${call}>`,
	`"><img src=x onerror=${call}>`,
	`<img src="x" onerror="${call}">`,
	`<img/src=x/onerror=${call}>`,
	`<svg onload=${call}>`,
	`"><svg/onload=${call}>`,
	`<svg><script>${call}</script></svg>`,
	`<svg><animate onbegin=${call}>`,
	`<body onload=${call}>`,
	`<iframe src="javascript:${call}">`,
	`<iframe srcdoc="<script>${call}</script>">`,
	`<object data="javascript:${call}">`,
	`<embed src="javascript:${call}">`,
	`<a href="javascript:${call}">x</a>`,
	`<a href=javascript:${call} autofocus>`,
	`<input onfocus=${call} autofocus>`,
	`" onfocus="${call}" autofocus="`,
	`' onfocus='${call}' autofocus='`,
	`" onmouseover="${call}`,
	`<details open ontoggle=${call}>`,
	`<marquee onstart=${call}>`,
	`<video src=x onerror=${call}>`,
	`<audio src=x onerror=${call}>`,
	`<select onfocus=${call} autofocus>`,
	`<math href="javascript:${call}">x</math>`,
	`<form action="javascript:${call}"><button>`,
	`<button formaction="javascript:${call}">`,
	`<base href="javascript:${call}//">`,
	`<meta http-equiv=refresh content=0;url=javascript:${call}>`,
	`<link rel=stylesheet href="javascript:${call}">`,
	`<style>@import 'javascript:${call}';</style>`,
	`<div style="background:url(javascript:${call})">`,
	`{@html '<script>${call}</script>'}`,
	`\${${call}}`,
	`{{constructor.constructor('${call}')()}}`,
	`<template shadowrootmode=open><script>${call}`,
	`&lt;script&gt;${call}&lt;/script&gt;`,
	`\\u003cscript\\u003e${call}\\u003c/script\\u003e`
];

test('T17: fifty stored scripts, in every field that guests and houses fill in, run nowhere', async ({
	page,
	signIn,
	stay,
	db
}) => {
	test.slow();
	expect(new Set(stored).size).toBe(50);
	const guest = await signIn();
	const [property] = await db.selectFrom('property').selectAll().execute();
	for (const [at, script] of stored.entries()) {
		await db
			.updateTable('member_identity')
			.set({ given_name: script, family_name: script, pending_email: script })
			.where('member_id', '=', guest.id)
			.execute();
		if (at % 5 > 0) {
			await page.goto('/home');
			await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${script} ${script}`);
			continue;
		}
		const stayId = await stay(guest, {
			source: script.slice(0, 30),
			stayId: newId(),
			roomType: script,
			ratePlan: script,
			channel: script
		});
		for (const address of ['/home', '/me', '/card', '/points', '/stays', `/stays/${stayId}`])
			await page.goto(address);
		await expect(page.getByText(script).first()).toBeVisible();
	}
	expect(property).toBeDefined();
});

test('T17: scripts in addresses and forms come back as text', async ({ page }) => {
	for (const script of stored.slice(0, 20)) {
		await page.goto(`/sign-in?next=${encodeURIComponent(script)}`);
		await page.goto(`/nowhere/${encodeURIComponent(script)}`);
	}
	await page.goto('/join');
	await page.getByLabel('Given name').fill(stored[13] ?? '');
	await page.getByLabel('E-mail address').fill(stored[1] ?? '');
	await page.getByRole('button', { name: 'Join', exact: true }).click();
	await expect(page.getByRole('alert')).toBeVisible();
	await expect(page.getByLabel('Given name')).toHaveValue(stored[13] ?? '');
});
