import { emailKey, familyNameKey } from './keys.ts';

/** What was typed into the one box that finds members: every part is the beginning of a key. */
export type MemberSearch =
	| { readonly kind: 'number'; readonly begins: string }
	| { readonly kind: 'email'; readonly begins: string }
	| {
			readonly kind: 'name';
			/** Any of these. */
			readonly names: readonly { readonly given?: string; readonly family?: string }[];
			readonly email: string;
	  };

/**
 * Digits are a member number, with an @ it is an address, all else a name: the family's, the given one,
 * or both in either order. Undefined where nothing is left to look for.
 */
export function readSearch(typed: string): MemberSearch | undefined {
	const digits = typed.replaceAll(/[\s-]/g, '');
	if (/^\d+$/.test(digits)) return { kind: 'number', begins: digits };
	if (typed.includes('@')) return { kind: 'email', begins: emailKey(typed) };
	const whole = familyNameKey(typed);
	if (whole === '') return undefined;
	const both = cuts(typed).flatMap(([one, other]) => {
		const [first, second] = [familyNameKey(one), familyNameKey(other)];
		if (first === '' || second === '') return [];
		return [
			{ given: first, family: second },
			{ given: second, family: first }
		];
	});
	return {
		kind: 'name',
		names: [{ family: whole }, { given: whole }, ...both],
		email: emailKey(typed)
	};
}

const cuts_max = 6;

/** Where one name may end and the other begin; Chinese names are written without a space. */
function cuts(typed: string): [string, string][] {
	const words = typed.trim().split(/\s+/);
	const parts = words.length > 1 || !/^\p{Script=Han}+$/u.test(typed) ? words : [...typed.trim()];
	const joint = parts === words ? ' ' : '';
	return parts
		.slice(1, cuts_max)
		.map((_, at) => [parts.slice(0, at + 1).join(joint), parts.slice(at + 1).join(joint)]);
}
