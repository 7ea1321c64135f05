import { choiceKey } from '#lib/domain/notices/decide.ts';
import type { NoticesView } from '#lib/domain/views/notices.ts';
import { textsIn } from './fields.ts';
import type { Waiting } from './waiting.ts';

/** What a guest is told, with what they said of it. */
export function withNotices(view: NoticesView, said: Waiting): NoticesView {
	if (said.kind !== 'notices') return view;
	const shown = new Set(textsIn(said, 'shown').join().split(','));
	const after = (key: string, before: boolean) => {
		const isOn = textsIn(said, key).length > 0;
		return shown.has(key) === isOn ? before : isOn;
	};
	return {
		...view,
		topics: view.topics.map(({ topic, push, mail }) => ({
			topic,
			push: after(choiceKey(topic, 'push'), push),
			mail: after(choiceKey(topic, 'mail'), mail)
		}))
	};
}
