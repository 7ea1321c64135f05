import { mount } from 'svelte';
import WaitingLine from './WaitingLine.svelte';

let shown: Element | undefined;

/** The quiet line in the frame of a member's page, once a page. */
export function showLine(memberId: string): void {
	const target = document.querySelector('[data-waiting]');
	if (!target || shown === target) return;
	shown = target;
	mount(WaitingLine, { target, props: { memberId } });
}
