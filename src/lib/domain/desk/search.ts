import { familyNameKey } from '../members/keys.ts';

export interface Searchable {
	readonly givenName: string;
	readonly familyName: string;
	readonly room?: string | undefined;
}

export interface GuestSearch {
	/** What each word of a name begins with. */
	readonly words: readonly string[];
	readonly room?: string | undefined;
}

const letters_min = 2;

/**
 * What was typed about a guest: at least two letters of the name, or one Chinese sign; undefined for less.
 * A room narrows it down.
 */
export function readSearch(name: string, room: string): GuestSearch | undefined {
	const words = name
		.split(/\s+/)
		.map(familyNameKey)
		.filter((word) => word !== '');
	const letters = words.join('');
	if (letters.length < letters_min && !/\p{Script=Han}/u.test(letters)) return undefined;
	return { words, room: roomKey(room) || undefined };
}

/** Whether each word begins a word of the name, in any order, and the room is theirs. */
export function isFound(guest: Searchable, { words, room }: GuestSearch): boolean {
	if (room !== undefined && roomKey(guest.room ?? '') !== room) return false;
	const given = guest.givenName.split(/\s+/).map(familyNameKey);
	const family = guest.familyName.split(/\s+/).map(familyNameKey);
	// Chinese names are typed in one word, the family first.
	const names = [...given, ...family, family.join('') + given.join(''), given.join('')];
	return words.every((word) => names.some((one) => one.startsWith(word)));
}

function roomKey(room: string): string {
	return room
		.normalize('NFKC')
		.replaceAll(/[\s\p{Pd}]/gu, '')
		.toUpperCase()
		.replace(/^0+(?=.)/, '');
}
