import type { Text } from '../text.ts';
import type { When } from './branching.ts';
import { siblings_max, toWeightTexts, type Judgement } from './pairwise.ts';
import type { Dimension, Item, OwnQuestion, Survey } from './survey.ts';

// A survey while it is being made: any of its texts may be empty yet, a branch may lead nowhere.
// `draft-problems.ts` says what still stands against it.

export type Asked = Survey['closing'][number];

/** What counts for the index; only these stand in a dimension. */
export const itemKinds = [
	'steps5',
	'keywords',
	'scale10'
] as const satisfies readonly Item['kind'][];

/** What counts by itself; these stand before the dimensions or after them. */
export const askedKinds = [
	'recommend',
	'single',
	'multiple',
	'text',
	'photo'
] as const satisfies readonly Asked['kind'][];

/** Where a question stands: before the dimensions, in one of them by its id, or after. */
export type Section = string;
export const opening = 'opening';
export const closing = 'closing';
/** Where dimensions themselves stand, and the level whose weights are theirs. */
export const dimensions = 'dimensions';
const reserved = [opening, closing, dimensions];

/** How much more one of two siblings matters, under 'a b'; none is as much. */
export type PairJudgements = Readonly<Record<string, Judgement>>;

/** What somebody makes: the survey, and by level how its weights were compared, if they were. */
export interface SurveyDraft {
	readonly survey: Survey;
	readonly judgements: Readonly<Record<string, PairJudgements>>;
}

export interface Option {
	readonly id: string;
	readonly label: Text;
}

/** One thing done to a draft. */
export type SurveyEdit =
	| { readonly do: 'name'; readonly name: Text }
	| { readonly do: 'add-dimension'; readonly name: Text }
	| {
			readonly do: 'add';
			readonly section: Section;
			readonly kind: OwnQuestion['kind'];
			readonly label: Text;
	  }
	| { readonly do: 'move'; readonly id: string; readonly section: Section; readonly at: number }
	| { readonly do: 'remove'; readonly id: string }
	| {
			readonly do: 'dimension';
			readonly id: string;
			readonly name: Text;
			readonly when: When | undefined;
	  }
	| {
			readonly do: 'question';
			readonly id: string;
			readonly label: Text;
			readonly when: When | undefined;
			/** The words at the ends; of keywords only. */
			readonly low?: Text | undefined;
			readonly high?: Text | undefined;
			/** Of a text only. */
			readonly max?: number | undefined;
			/** Of choices only; one without an id is new. */
			readonly options?: readonly { readonly id?: string; readonly label: Text }[] | undefined;
	  }
	| {
			readonly do: 'weigh';
			readonly level: string;
			readonly weights: Readonly<Record<string, string>>;
			/** How they came about; none where they were typed. */
			readonly pairs?: PairJudgements | undefined;
	  };

/** What an edit made of a draft, with the id of what it added. */
export interface Edited {
	readonly draft: SurveyDraft;
	readonly added?: string | undefined;
}

/**
 * The draft after an edit; undefined where the edit is about something that is not there or cannot stand
 * there. An id that was ever given, to a question of an older version too, is not given again: answers
 * count by it.
 */
export function edit(
	draft: SurveyDraft,
	done: SurveyEdit,
	taken: ReadonlySet<string>
): Edited | undefined {
	const { survey } = draft;
	const withSurvey = (changed: Survey | undefined, added?: string): Edited | undefined =>
		changed && { draft: { ...draft, survey: changed }, added };
	switch (done.do) {
		case 'name':
			return withSurvey({ ...survey, name: done.name });
		case 'add-dimension': {
			const id = newIdOf(done.name.en, 'dimension', new Set([...taken, ...idsOf(survey)]));
			const added: Dimension = { id, name: done.name, items: [], weight: '0' };
			return withSurvey(
				{ ...survey, dimensions: joined(survey.dimensions, survey.dimensions.length, added) },
				id
			);
		}
		case 'add': {
			const id = newIdOf(done.label.en, 'question', new Set([...taken, ...idsOf(survey)]));
			const at = questionsIn(survey, done.section)?.length ?? 0;
			return withSurvey(put(survey, newQuestion(id, done.kind, done.label), done.section, at), id);
		}
		case 'move': {
			if (done.section === dimensions) return withSurvey(moveDimension(survey, done.id, done.at));
			const found = findQuestion(survey, done.id);
			if (!found) return undefined;
			const { question, section } = found;
			if (section === done.section) return withSurvey(shift(survey, section, question, done.at));
			return withSurvey(put(without(survey, done.id), question, done.section, done.at));
		}
		case 'remove':
			return withSurvey(hasPart(survey, done.id) ? without(survey, done.id) : undefined);
		case 'dimension': {
			const { id, name, when } = done;
			if (!survey.dimensions.some((one) => one.id === id)) return undefined;
			const changed = survey.dimensions.map((one) =>
				one.id === id ? { ...one, name, when } : one
			);
			return withSurvey({ ...survey, dimensions: changed });
		}
		case 'question':
			return withSurvey(changeQuestion(survey, done));
		case 'weigh': {
			const changed = weigh(survey, done.level, done.weights);
			const { [done.level]: _, ...others } = draft.judgements;
			const judgements = done.pairs ? { ...others, [done.level]: done.pairs } : others;
			return changed && { draft: { survey: changed, judgements } };
		}
	}
}

/** The siblings of a level: the dimensions, or the items of one by its id. */
export function siblingsAt(
	survey: Survey,
	level: string
): readonly (Dimension | Item)[] | undefined {
	if (level === dimensions) return survey.dimensions;
	return survey.dimensions.find(({ id }) => id === level)?.items;
}

/** What was judged of a pair; the other way round where the siblings changed places since. */
export function judgementOf(pairs: PairJudgements, a: string, b: string): Judgement {
	return pairs[pairKey(a, b)] ?? -(pairs[pairKey(b, a)] ?? 0);
}

export function pairKey(a: string, b: string): string {
	return `${a} ${b}`;
}

/** Pairs are judged of few siblings only. */
export function canCompare(count: number): boolean {
	return count >= 2 && count <= siblings_max;
}

export function questionsIn(survey: Survey, section: Section): readonly OwnQuestion[] | undefined {
	if (section === opening) return survey.opening ?? [];
	if (section === closing) return survey.closing;
	return survey.dimensions.find(({ id }) => id === section)?.items;
}

export function findQuestion(
	survey: Survey,
	id: string
): { readonly question: OwnQuestion; readonly section: Section } | undefined {
	for (const section of sectionsOf(survey)) {
		const question = questionsIn(survey, section)?.find((one) => one.id === id);
		if (question) return { question, section };
	}
	return undefined;
}

export function sectionsOf(survey: Survey): Section[] {
	return [opening, ...survey.dimensions.map(({ id }) => id), closing];
}

/** Every id that a question or dimension has. */
export function idsOf(survey: Survey): string[] {
	const questions = sectionsOf(survey).flatMap((one) => questionsIn(survey, one) ?? []);
	return [...survey.dimensions, ...questions].map(({ id }) => id);
}

/** Whether a question of this kind can stand in this section. */
export function fits(kind: OwnQuestion['kind'], section: Section): boolean {
	const isItem = (itemKinds as readonly string[]).includes(kind);
	return isItem !== (section === opening || section === closing);
}

function hasPart(survey: Survey, id: string): boolean {
	return idsOf(survey).includes(id);
}

function newQuestion(id: string, kind: OwnQuestion['kind'], label: Text): OwnQuestion {
	switch (kind) {
		case 'steps5':
		case 'scale10':
			return { id, kind, label, weight: '0' };
		case 'keywords':
			return { id, kind, label, low: { en: '' }, high: { en: '' }, weight: '0' };
		case 'single':
		case 'multiple':
			return { id, kind, label, options: [] };
		case 'text':
			return { id, kind, label, max: 2_000 };
		case 'recommend':
		case 'photo':
			return { id, kind, label };
	}
}

function put(
	survey: Survey,
	question: OwnQuestion,
	section: Section,
	at: number
): Survey | undefined {
	const there = questionsIn(survey, section);
	if (!there || !fits(question.kind, section)) return undefined;
	return withQuestions(
		survey,
		section,
		'weight' in question
			? joined(there as readonly Item[], at, question)
			: there.toSpliced(at, 0, question)
	);
}

function shift(survey: Survey, section: Section, question: OwnQuestion, at: number): Survey {
	const others = (questionsIn(survey, section) ?? []).filter(({ id }) => id !== question.id);
	return withQuestions(survey, section, others.toSpliced(at, 0, question));
}

function withQuestions(survey: Survey, section: Section, list: readonly OwnQuestion[]): Survey {
	if (section === opening) return { ...survey, opening: list as Asked[] };
	if (section === closing) return { ...survey, closing: list as Asked[] };
	const changed = survey.dimensions.map((one) =>
		one.id === section ? { ...one, items: list as Item[] } : one
	);
	return { ...survey, dimensions: changed };
}

function moveDimension(survey: Survey, id: string, at: number): Survey | undefined {
	const moved = survey.dimensions.find((one) => one.id === id);
	if (!moved) return undefined;
	const others = survey.dimensions.filter((one) => one !== moved);
	return { ...survey, dimensions: others.toSpliced(at, 0, moved) };
}

function without(survey: Survey, id: string): Survey {
	if (survey.dimensions.some((one) => one.id === id))
		return { ...survey, dimensions: parted(survey.dimensions, id) };
	const { section } = findQuestion(survey, id)!;
	const there = questionsIn(survey, section)!;
	const isWeighed = section !== opening && section !== closing;
	return withQuestions(
		survey,
		section,
		isWeighed ? parted(there as readonly Item[], id) : there.filter((one) => one.id !== id)
	);
}

interface Weighed {
	readonly id: string;
	readonly weight: string;
}

/** Siblings with one more, which takes an even share; the others keep theirs among themselves. */
function joined<One extends Weighed>(siblings: readonly One[], at: number, added: One): One[] {
	const count = siblings.length + 1;
	const shares = siblings.map(({ weight }) => (Number(weight) * (count - 1)) / count);
	return shared(siblings.toSpliced(at, 0, added), shares.toSpliced(at, 0, 1 / count));
}

/** Siblings without one, whose share goes to the others by what they have. */
function parted<One extends Weighed>(siblings: readonly One[], id: string): One[] {
	const left = siblings.filter((one) => one.id !== id);
	const sum = left.reduce((total, { weight }) => total + Number(weight), 0);
	return shared(
		left,
		left.map(({ weight }) => (sum > 0 ? Number(weight) / sum : 1 / left.length))
	);
}

function shared<One extends Weighed>(siblings: readonly One[], shares: readonly number[]): One[] {
	const sum = shares.reduce((total, one) => total + one, 0);
	const texts = toWeightTexts(shares.map((one) => one / sum));
	return siblings.map((one, at) => ({ ...one, weight: texts[at] ?? '0' }));
}

function weigh(
	survey: Survey,
	level: string,
	weights: Readonly<Record<string, string>>
): Survey | undefined {
	const siblings = siblingsAt(survey, level);
	if (!siblings?.every(({ id }) => weights[id] !== undefined)) return undefined;
	const weighed = <One extends Weighed>(list: readonly One[]) =>
		list.map((one) => ({ ...one, weight: weights[one.id] ?? one.weight }));
	if (level === dimensions) return { ...survey, dimensions: weighed(survey.dimensions) };
	return withQuestions(survey, level, weighed(siblings as readonly Item[]));
}

function changeQuestion(
	survey: Survey,
	{ id, label, when, low, high, max, options }: Extract<SurveyEdit, { do: 'question' }>
): Survey | undefined {
	const found = findQuestion(survey, id);
	if (!found) return undefined;
	const base = { ...found.question, label, when };
	const changed: OwnQuestion =
		base.kind === 'keywords'
			? { ...base, low: low ?? base.low, high: high ?? base.high }
			: base.kind === 'text'
				? { ...base, max: max ?? base.max }
				: 'options' in base
					? { ...base, options: options ? withIds(options, base.options) : base.options }
					: base;
	const list = (questionsIn(survey, found.section) ?? []).map((one) =>
		one.id === id ? changed : one
	);
	return withQuestions(survey, found.section, list);
}

function withIds(
	options: readonly { readonly id?: string; readonly label: Text }[],
	known: readonly Option[]
): Option[] {
	const taken = new Set(known.map(({ id }) => id));
	return options.map(({ id, label }) => {
		const own = id !== undefined && known.some((one) => one.id === id);
		const given = own ? id : newIdOf(label.en, 'choice', taken);
		taken.add(given);
		return { id: given, label };
	});
}

const id_length_max = 40;

/** A short name from the words, which nothing else has. */
export function newIdOf(words: string, stem: string, taken: ReadonlySet<string>): string {
	const plain = words
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.slice(0, id_length_max)
		.replace(/^-+|-+$/g, '');
	const base = plain || stem;
	const isFree = (id: string) => !taken.has(id) && !reserved.includes(id) && id !== 'none';
	if (isFree(base)) return base;
	for (let nr = 2; ; nr++) if (isFree(`${base}-${nr}`)) return `${base}-${nr}`;
}
