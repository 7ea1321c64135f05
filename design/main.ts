import { mount } from 'svelte';
import { baseLocale, isLocale } from '#lib/i18n/messages.ts';
import { followPage } from '#lib/i18n/follow-page.ts';
import '../src/app.css';
import Components from './Components.svelte';

// In the language and by the light that the address asks for.
const asked = new URLSearchParams(location.search);
const locale = asked.get('locale') ?? '';
const scheme = asked.get('scheme') === 'dark' ? 'dark' : 'light';

document.documentElement.lang = isLocale(locale) ? locale : baseLocale;
document.documentElement.style.colorScheme = scheme;
followPage();
mount(Components, { target: document.body, props: { scheme } });
fix();
// While one writes, styles come anew.
new MutationObserver(fix).observe(document.head, { childList: true, subtree: true });

/** Day or night, whatever the machine's own is. */
function fix(): void {
	for (const sheet of document.styleSheets) walk(sheet.cssRules);
}

function walk(rules: CSSRuleList): void {
	for (const rule of rules) {
		if (rule instanceof CSSMediaRule && rule.media.mediaText === '(prefers-color-scheme: dark)')
			rule.media.mediaText = scheme === 'dark' ? 'all' : 'not all';
		if ('cssRules' in rule) walk(rule.cssRules as CSSRuleList);
	}
}
