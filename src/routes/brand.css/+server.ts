import { readableAccent } from '#lib/domain/brand/accent.ts';
import type { RequestHandler } from './$types';

/** The hotel's own values for the tokens of `app.css`. */
export const GET: RequestHandler = ({ locals }) => {
	const { accent } = locals.config;
	const night = '@media (prefers-color-scheme: dark)';
	const css = accent ? `${tokens(accent, 'day')}${night} {\n${tokens(accent, 'night')}}\n` : '';
	return new Response(css, {
		headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=300' }
	});
};

function tokens(wanted: string, time: 'day' | 'night'): string {
	const { accent, ink } = readableAccent(wanted, time);
	return `:root {\n--accent: ${accent};\n--accent-ink: ${ink};\n}\n`;
}
