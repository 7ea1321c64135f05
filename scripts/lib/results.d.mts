export interface Counts {
	passed: number;
	failed: number;
	skipped: number;
}

export function countExit(result: { ok: boolean }): Counts;
export function countVitest(result: { ok: boolean }, file: string): Counts;
export function countPlaywright(result: { ok: boolean }, file: string): Counts;
export function vitestFaults(file: string): string[];
export function playwrightFaults(file: string): string[];
export function sum(counts: readonly Counts[]): Counts;
