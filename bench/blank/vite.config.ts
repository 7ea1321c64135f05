import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

// The framework reads its configuration, and writes what it builds, in the folder it is started in.
export default defineConfig({ plugins: [sveltekit()] });
