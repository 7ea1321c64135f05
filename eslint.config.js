import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import stayward from './eslint-rules/index.js';
import svelteConfig from './svelte.config.js';

export default ts.config(
	{
		ignores: [
			'**/node_modules',
			'build',
			'.svelte-kit',
			'data',
			'.stryker-tmp',
			'bench/blank',
			'bench/results',
			'src/lib/i18n/paraglide*/**'
		]
	},
	js.configs.recommended,
	...ts.configs.recommended,
	...svelte.configs.recommended,
	prettier,
	...svelte.configs.prettier,
	{
		languageOptions: { globals: { ...globals.node, ...globals.browser } },
		rules: {
			// TypeScript knows the names that exist.
			'no-undef': 'off',
			// Reading what people send means naming control characters.
			'no-control-regex': 'off',
			eqeqeq: ['error', 'always', { null: 'ignore' }],
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' }
			],
			// Addresses are written as they are: the portal is served from the root of its host.
			'svelte/no-navigation-without-resolve': 'off'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			parserOptions: { extraFileExtensions: ['.svelte'], parser: ts.parser, svelteConfig }
		}
	},
	{
		files: ['{src,tests,migrations,scripts,bench,eslint-rules}/**/*.ts', '*.ts', '**/*.svelte'],
		languageOptions: {
			parserOptions: {
				// The worker has types of its own, so Kit keeps it out of the project.
				projectService: { allowDefaultProject: ['src/service-worker.ts'] },
				extraFileExtensions: ['.svelte'],
				tsconfigRootDir: import.meta.dirname
			}
		},
		rules: {
			'@typescript-eslint/await-thenable': 'error',
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
			'@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
			'@typescript-eslint/switch-exhaustiveness-check': [
				'error',
				{ considerDefaultExhaustiveForUnions: true }
			]
		}
	},
	{
		plugins: { stayward },
		files: ['{src,migrations}/**/*.{ts,svelte}'],
		rules: Object.fromEntries(
			Object.keys(stayward.rules).map((rule) => [`stayward/${rule}`, 'error'])
		)
	},
	{
		files: ['src/lib/ui/**', 'src/lib/domain/**'],
		// What a form said is sent from wherever the guest is by then; who leaves asks whether anybody answers.
		ignores: ['**/*.test.ts', 'src/lib/ui/outbox/send.ts', 'src/lib/ui/offline/leave.ts'],
		rules: {
			'no-restricted-globals': [
				'error',
				{
					globals: ['fetch', 'XMLHttpRequest', 'EventSource', 'WebSocket'].map((name) => ({
						name,
						message: 'Components get what they show as props; the page fetches.'
					})),
					checkGlobalObject: true
				}
			],
			'no-restricted-properties': ['error', { object: 'navigator', property: 'sendBeacon' }]
		}
	}
);
