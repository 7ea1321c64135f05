// Which questions are asked of whom, and whether a survey asks each of somebody.

/** Asked only of those who gave one of these answers to a question before it. */
export interface When {
	readonly question: string;
	readonly is: readonly string[];
}

/** As much of a question as its branches need. */
interface Branching {
	readonly id: string;
	readonly kind: string;
	readonly when?: When | undefined;
	readonly options?: readonly { readonly id: string }[];
}

interface Branched<Question extends Branching = Branching> {
	readonly opening?: readonly Question[] | undefined;
	readonly dimensions: readonly {
		readonly id: string;
		readonly when?: When | undefined;
		readonly items: readonly Branching[];
	}[];
	readonly closing: readonly Question[];
}

/** All questions as they are asked, one after the other. */
export function inOrder<Q extends Branching, S extends Branched<Q>>(
	survey: S
): (S['closing'][number] | S['dimensions'][number]['items'][number])[] {
	const { opening = [], dimensions, closing } = survey;
	return [...opening, ...dimensions.flatMap(({ items }) => items), ...closing];
}

/** What stands between the choices of one answer. */
const separator = ' ';

export function choicesIn(value: string): string[] {
	return value.split(separator).filter((one) => one !== '');
}

export function choicesOf(ids: readonly string[]): string {
	return ids.join(separator);
}

/**
 * The ids of the questions that are asked of whoever gave these answers. What hangs on an answer to a
 * question that is not asked itself is not asked either: an answer that was given before the guest took
 * another branch is kept, and counts for nothing.
 */
export function askedOf(survey: Branched, answers: Readonly<Record<string, string>>): Set<string> {
	const asked = new Set<string>();
	const isMet = (when: When | undefined) =>
		!when ||
		(asked.has(when.question) &&
			choicesIn(answers[when.question] ?? '').some((one) => when.is.includes(one)));
	const ask = (questions: readonly Branching[]) => {
		for (const { id, when } of questions) if (isMet(when)) asked.add(id);
	};
	ask(survey.opening ?? []);
	for (const { when, items } of survey.dimensions) if (isMet(when)) ask(items);
	ask(survey.closing);
	return asked;
}

export interface BranchProblem {
	readonly code:
		/** It hangs on itself, by way of others or at once. */
		| 'loop'
		/** It hangs on a question that comes after it. */
		| 'later'
		/** It hangs on a question that is not there. */
		| 'unknown'
		/** It hangs on an answer that nobody can give. */
		| 'not-an-answer'
		/** Each of its conditions can be met, all together cannot. */
		| 'never-asked';
	/** The id of the question or dimension. */
	readonly at: string;
}

/** What is wrong with the branches, in the order of the questions; one problem each. */
export function branchProblems(survey: Branched): BranchProblem[] {
	const questions = inOrder(survey);
	const place = new Map(questions.map(({ id }, at) => [id, at]));
	const dimensionOf = new Map(
		survey.dimensions.flatMap((one) => one.items.map(({ id }) => [id, one] as const))
	);
	const find = (id: string) => questions[place.get(id) ?? -1];
	/** All that has to be met for it to be asked. */
	const whens = ({ id, when }: Branching) =>
		[dimensionOf.get(id)?.when, when].filter((one) => one !== undefined);

	const loops = (from: Branching): boolean => {
		const seen = new Set<string>();
		const follow = (one: Branching): boolean =>
			whens(one).some(({ question }) => {
				if (question === from.id) return true;
				const next = find(question);
				if (!next || seen.has(question)) return false;
				seen.add(question);
				return follow(next);
			});
		return follow(from);
	};
	const check = (when: When | undefined, first: Branching, at: string): BranchProblem[] => {
		if (!when) return [];
		const on = find(when.question);
		if (!on) return [{ code: 'unknown', at }];
		if (loops(first)) return [{ code: 'loop', at }];
		if (place.get(on.id)! >= place.get(first.id)!) return [{ code: 'later', at }];
		const possible = answersTo(on);
		return when.is.every((one) => possible.includes(one)) ? [] : [{ code: 'not-an-answer', at }];
	};

	const found: BranchProblem[] = [
		...survey.dimensions.flatMap(({ id, when, items: [first] }) =>
			first ? check(when, first, id) : []
		),
		...questions.flatMap((one) => check(one.when, one, one.id))
	];
	if (found.length > 0) return found;
	return questions
		.filter((one) => !canBeAsked(one))
		.map(({ id }) => ({ code: 'never-asked', at: id }));

	function canBeAsked(question: Branching): boolean {
		const allowed = new Map<string, readonly string[]>();
		const gather = (one: Branching): boolean =>
			whens(one).every((when) => {
				const on = find(when.question)!;
				// Of several choices one may be for this condition and another for that.
				if (on.kind !== 'multiple') {
					const before = allowed.get(on.id) ?? when.is;
					allowed.set(
						on.id,
						before.filter((value) => when.is.includes(value))
					);
				}
				return gather(on) && allowed.get(on.id)?.length !== 0;
			});
		return gather(question);
	}
}

/** The answers that a branch can hang on. */
export function answersTo({ kind, options = [] }: Branching): string[] {
	const range = (from: number, to: number) =>
		Array.from({ length: to - from + 1 }, (_, at) => String(from + at));
	switch (kind) {
		case 'steps5':
			return [...range(1, 5), 'none'];
		case 'keywords':
			return [...range(-3, 3), 'none'];
		case 'scale10':
			return [...range(1, 10), 'none'];
		case 'recommend':
			return range(0, 10);
		case 'single':
		case 'multiple':
			return options.map(({ id }) => id);
		default:
			return [];
	}
}
