import { expect, test } from 'vitest';
import { draftText, readDraftText } from './draft-text.ts';
import type { ProgrammeFile } from './programme.ts';
import { readTemplate } from './templates.ts';

const { versions, examples } = readTemplate('meridian') as ProgrammeFile;
const text = draftText(versions[0], examples);

test('J1: a draft as text is read back as it was, without the day it takes effect', () => {
	expect(readDraftText(text)).toEqual({ ok: true, document: versions[0], examples });
	const dated = draftText({ ...versions[0], from: '2030-01-01' }, examples);
	expect(readDraftText(dated)).toEqual({ ok: true, document: versions[0], examples });
});

test('J1: what is wrong in the text is said by its line and pointer', () => {
	const wrong = text.replace('"timeZone": "America/New_York"', '"timeZone": "Moon/Base"');
	const line = wrong.split('\n').findIndex((row) => row.includes('Moon')) + 1;
	expect(readDraftText(wrong)).toEqual({
		ok: false,
		problems: [{ pointer: '/version/timeZone', message: 'is no time zone', line }]
	});
	expect(readDraftText('{\n"version": ')).toEqual({ ok: false, problems: [{ line: 2 }] });
	for (const other of ['[]', 'null', '7', '{}', '{"version": 1, "examples": []}'])
		expect(readDraftText(other).ok, other).toBe(false);
	expect(readDraftText(text.replace('"amount": 25', '"amount": 1e309')).ok).toBe(false);
});
