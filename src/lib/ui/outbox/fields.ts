import type { Waiting } from './waiting.ts';

/** The texts that a field of a form says, several of a name in their order. */
export function textsIn({ fields }: Pick<Waiting, 'fields'>, name: string): string[] {
	return fields.flatMap(([one, value]) => (one === name && typeof value === 'string' ? value : []));
}

/** The address that a form was on: without the name of its action. */
export function pageOf({ action }: Pick<Waiting, 'action'>): string {
	const [path = '', query = ''] = action.split('?', 2);
	const rest = query.split('&').filter((part) => part !== '' && !/^(\/|%2F)/i.test(part));
	return rest.length > 0 ? `${path}?${rest.join('&')}` : path;
}

/** Of several actions on a page, which. */
export function actionOf({ action }: Pick<Waiting, 'action'>): string | undefined {
	return /[?&](?:\/|%2F)(\w+)/i.exec(action)?.[1];
}
