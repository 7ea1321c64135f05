import { expect, type Page } from '@playwright/test';

const call = 'alert(1)';
/** Fifty ways to get a script into a page, of which none may run. */
export const stored = [
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

/** What is read on the page or stands in its fields. */
export async function expectTexts(page: Page, texts: readonly string[]): Promise<void> {
	await page.waitForLoadState('networkidle');
	const said = await page.evaluate(() => {
		const seen = document.body.cloneNode(true) as HTMLElement;
		for (const part of seen.querySelectorAll('script, style, template')) part.remove();
		const fields = document.querySelectorAll<HTMLInputElement>('input, textarea');
		return [seen.textContent, ...Array.from(fields, ({ value }) => value)].join('\n');
	});
	expect(
		texts.filter((text) => !said.includes(text)),
		page.url()
	).toEqual([]);
}
