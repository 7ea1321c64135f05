import tailwindcss from '@tailwindcss/vite';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { messagesPlugin } from './scripts/lib/messages.mjs';

export default defineConfig({
	plugins: [messagesPlugin(), tailwindcss(), sveltekit()],
	build: { sourcemap: false }
});
