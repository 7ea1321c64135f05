/** A form as it stands on a page of ours, filled in as the page offers it. */
export interface PageForm {
	readonly target: string;
	readonly multipart: boolean;
	readonly fields: readonly (readonly [name: string, value: string])[];
	/** Names of fields that take a file. */
	readonly files: readonly string[];
	/** What may be chosen where nothing is yet: of radio buttons and boxes. */
	readonly choices: readonly (readonly [name: string, value: string])[];
}

/** Every form of a page that changes something. Made for our own pages: attributes are quoted there. */
export function formsOf(html: string, address: string): PageForm[] {
	return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)]
		.filter(([, head = '']) => attribute(head, 'method')?.toLowerCase() === 'post')
		.map(([, head = '', body = '']) => ({
			target: targetOf(attribute(head, 'action') ?? '', address),
			multipart: attribute(head, 'enctype') === 'multipart/form-data',
			fields: fieldsOf(body),
			choices: choicesIn(body),
			files: [...body.matchAll(/<input\b[^>]*type="file"[^>]*>/g)].flatMap(
				([input]) => attribute(input, 'name') ?? []
			)
		}));
}

function targetOf(action: string, address: string): string {
	const { pathname, search } = new URL(action, new URL(address, 'http://house'));
	return pathname + search;
}

function choicesIn(body: string): (readonly [string, string])[] {
	return [...body.matchAll(/<input\b[^>]*\btype="(?:radio|checkbox)"[^>]*>/g)].flatMap(([tag]) => {
		const name = attribute(tag, 'name');
		return name === undefined ? [] : [[name, attribute(tag, 'value') ?? 'on'] as const];
	});
}

function fieldsOf(body: string): (readonly [string, string])[] {
	const inputs = [...body.matchAll(/<(?:input|button)\b[^>]*>/g)].flatMap(([tag]) => {
		const name = attribute(tag, 'name');
		const type = attribute(tag, 'type') ?? '';
		if (name === undefined || type === 'file') return [];
		const isChosen = !['radio', 'checkbox'].includes(type) || /\schecked/.test(tag);
		return isChosen ? [[name, attribute(tag, 'value') ?? 'on'] as const] : [];
	});
	const texts = [...body.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g)].map(
		([, head = '', text = '']) => [attribute(head, 'name') ?? '', decoded(text)] as const
	);
	const choices = [...body.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)].map(
		([, head = '', options = '']) => {
			const all = [...options.matchAll(/<option\b[^>]*>/g)].map(([tag]) => tag);
			const chosen = all.find((tag) => /\sselected/.test(tag)) ?? all[0] ?? '';
			return [attribute(head, 'name') ?? '', attribute(chosen, 'value') ?? ''] as const;
		}
	);
	return [...inputs, ...texts, ...choices].filter(([name]) => name !== '');
}

function attribute(tag: string, name: string): string | undefined {
	const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
	return found === undefined ? undefined : decoded(found);
}

const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

function decoded(text: string): string {
	return text.replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => signs[name] ?? '');
}
