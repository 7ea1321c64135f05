import { defineConfig } from 'vitest/config';

// What kills a mutant: the domain's own tests, without databases and pages, properties tried a few times;
// not those of drafts and differences, which play every example to look at something else.
export default defineConfig({
	test: {
		environment: 'node',
		isolate: false,
		expect: { requireAssertions: true },
		include: ['src/lib/domain/**/*.test.ts'],
		exclude: ['src/lib/domain/programme/{check,diff,draft}.test.ts'],
		env: { STAYWARD_PROPERTIES: 'few' },
		setupFiles: ['scripts/mutation/few-runs.ts'],
		testTimeout: 20_000
	}
});
