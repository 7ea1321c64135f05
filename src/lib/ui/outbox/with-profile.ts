import { fullName } from '#lib/domain/members/full-name.ts';
import type { ConsentLine, MeView } from '#lib/domain/views/me.ts';
import { textsIn } from './fields.ts';
import type { Waiting } from './waiting.ts';

/** The profile with what was said of it. */
export function withProfile(view: MeView, said: Waiting): MeView {
	const text = (name: string) => textsIn(said, name)[0]?.trim() ?? '';
	switch (said.kind) {
		case 'name': {
			const [givenName, familyName] = [text('givenName'), text('familyName')];
			if (!givenName || !familyName) return view;
			return { ...view, givenName, familyName, name: fullName(givenName, familyName) };
		}
		case 'language':
			return text('locale') ? { ...view, locale: text('locale') } : view;
		case 'consent':
			return {
				...view,
				consents: view.consents.map((one) =>
					one.purpose === text('purpose') ? decided(one, said, view.locale) : one
				)
			};
		default:
			return view;
	}
}

function decided(line: ConsentLine, said: Waiting, locale: string): ConsentLine {
	const given = textsIn(said, 'answer')[0] === 'yes';
	const version = textsIn(said, 'version')[0] ?? line.version;
	return { ...line, decision: { given, version, locale, on: said.at.slice(0, 10) } };
}
