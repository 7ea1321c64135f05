import tailwindcss from '@tailwindcss/vite';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { designPage } from './scripts/lib/design.mjs';
import { wordsByReach } from './scripts/lib/words.mjs';
import { messagesPlugin } from './scripts/lib/messages.mjs';
import { workerPlugins } from './scripts/lib/worker.mjs';

export default defineConfig({
	plugins: [designPage(), messagesPlugin(), tailwindcss(), sveltekit(), workerPlugins()],
	build: {
		sourcemap: false,
		// Which scripts come with which later page would stand in the first one that a guest loads; the
		// worker brings theirs in the quiet after, and the others come one after the other.
		modulePreload: { resolveDependencies: () => [] },
		rolldownOptions: {
			output: {
				// Words that several pages say are few files; without this each would be a file of its own.
				codeSplitting: {
					groups: [
						// What all words need, before one of their files takes it along.
						{ name: 'language', test: /paraglide\/runtime/, priority: 1 },
						{ name: wordsByReach(), test: /paraglide\/messages\//, minShareCount: 2 }
					]
				}
			}
		}
	}
});
