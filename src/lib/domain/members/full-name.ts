/** A name as its bearer writes it: Chinese, Japanese and Korean names begin with the family. */
export function fullName(givenName: string, familyName: string): string {
	const eastern = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]+$/u;
	return eastern.test(givenName) && eastern.test(familyName)
		? `${familyName}${givenName}`
		: `${givenName} ${familyName}`;
}
