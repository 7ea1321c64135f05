import { defineConfig } from 'vitest/config';

// What kills a mutant: the domain's own tests, without databases and pages.
export default defineConfig({
	test: {
		environment: 'node',
		expect: { requireAssertions: true },
		include: ['src/lib/domain/**/*.test.ts'],
		testTimeout: 20_000
	}
});
