import tailwindcss from '@tailwindcss/vite';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { messagesPlugin } from './scripts/lib/messages.mjs';
import { workerPlugins } from './scripts/lib/worker.mjs';

export default defineConfig({
	plugins: [messagesPlugin(), tailwindcss(), sveltekit(), workerPlugins()],
	build: {
		sourcemap: false,
		rolldownOptions: {
			output: {
				// Words that several pages say are one file; without this each would be a file of its own.
				codeSplitting: {
					groups: [{ name: 'words', test: /paraglide\/messages\//, minShareCount: 2 }]
				}
			}
		}
	}
});
