import type { Plugin } from 'vite';

export const baseLocale: string;
export function localesOf(root: string): string[];
export function compileMessages(root?: string): Promise<string[] | undefined>;
export function messagesPlugin(): Plugin;
