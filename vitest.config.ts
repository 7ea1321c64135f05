import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { messagesPlugin } from './scripts/lib/messages.mjs';

const hours = { fast: 0, full: 2, soak: 24 }[process.env['STAYWARD_TIER'] ?? 'fast'] ?? 0;
const patience = hours * 3_600_000;

export default defineConfig({
	plugins: [messagesPlugin(), svelte()],
	test: {
		environment: 'node',
		expect: { requireAssertions: true },
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					include: ['{src,scripts,eslint-rules}/**/*.test.ts'],
					testTimeout: patience || 20_000
				}
			},
			{
				extends: true,
				test: {
					name: 'integration',
					include: ['tests/integration/**/*.test.ts'],
					globalSetup: ['./tests/integration/setup.ts'],
					testTimeout: patience || 60_000,
					hookTimeout: 120_000,
					maxWorkers: 2
				}
			},
			{
				extends: true,
				test: {
					// Run once for each of several values of TZ (scripts/test.mjs), which must change nothing.
					name: 'time',
					include: ['tests/time/**/*.test.ts'],
					globalSetup: ['./tests/integration/setup.ts'],
					testTimeout: patience || 60_000,
					hookTimeout: 120_000,
					maxWorkers: 2
				}
			},
			{
				extends: true,
				test: {
					// Over HTTP against the production build: `npm run build` comes first.
					name: 'http',
					include: ['tests/http/**/*.test.ts'],
					globalSetup: ['./tests/integration/setup.ts'],
					testTimeout: 300_000,
					hookTimeout: 60_000,
					maxWorkers: 2
				}
			}
		]
	}
});
