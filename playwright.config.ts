import { defineConfig } from '@playwright/test';
import { browserFlags } from './scripts/lib/browser.mjs';

const hours = { fast: 0, full: 2, soak: 12 }[process.env['STAYWARD_TIER'] ?? 'fast'] ?? 0;

const phone = { browserName: 'chromium', hasTouch: true, isMobile: true } as const;

export default defineConfig({
	testDir: 'tests/e2e',
	testMatch: '**/*.e2e.ts',
	outputDir: 'test-results',
	globalSetup: './tests/e2e/setup.ts',
	timeout: hours > 0 ? hours * 3_600_000 : 60_000,
	// What is asserted comes or does not; how fast is not a test's to say, and machines differ.
	expect: { timeout: 10_000 },
	forbidOnly: true,
	fullyParallel: false,
	workers: 2,
	reporter: 'list',
	use: {
		// The global set-up starts the server and says where it is.
		baseURL: process.env['STAYWARD_E2E_URL'],
		viewport: { width: 360, height: 740 },
		trace: 'off',
		launchOptions: {
			executablePath: process.env['STAYWARD_BROWSER'],
			args: browserFlags()
		}
	},
	projects: [
		{ name: 'phone', testIgnore: '**/loop.e2e.ts', use: phone },
		// It publishes versions of the programme for years to come.
		{ name: 'loop', testMatch: '**/loop.e2e.ts', dependencies: ['phone'], use: phone }
	]
});
