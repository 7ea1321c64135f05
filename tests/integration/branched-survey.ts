import { surveySchema } from '#lib/domain/surveys/schema.ts';
import type { Survey } from '#lib/domain/surveys/survey.ts';

const choices = (...names: string[]) =>
	names.map((name, at) => ({ id: 'abc'[at], label: { en: name } }));

/** Every kind of question there is, and parts that are asked of some. */
export const branched: Survey = surveySchema.parse({
	id: 'branched',
	name: { en: 'Your stay' },
	opening: [
		{
			id: 'dined',
			kind: 'single',
			label: { en: 'Where did you eat?' },
			options: choices('Upstairs', 'By the pool', 'Elsewhere')
		}
	],
	dimensions: [
		{
			id: 'room',
			name: { en: 'Room' },
			weight: '0.5',
			items: [
				{ id: 'bed', kind: 'steps5', label: { en: 'The bed' }, weight: '0.75' },
				{
					...{ id: 'quiet', kind: 'keywords', label: { en: 'The nights' }, weight: '0.25' },
					low: { en: 'loud' },
					high: { en: 'still' }
				}
			]
		},
		{
			id: 'food',
			name: { en: 'Food' },
			weight: '0.5',
			when: { question: 'dined', is: ['a', 'b'] },
			items: [{ id: 'taste', kind: 'scale10', label: { en: 'The food' }, weight: '1' }]
		}
	],
	closing: [
		{
			id: 'used',
			kind: 'multiple',
			label: { en: 'What did you use?' },
			options: choices('Pool', 'Gym', 'Sauna')
		},
		{ id: 'recommend', kind: 'recommend', label: { en: 'Would you recommend us?' } },
		{
			...{ id: 'why', kind: 'text', label: { en: 'What was it?' }, max: 200 },
			when: { question: 'recommend', is: ['0', '1', '2', '3', '4', '5', '6'] }
		}
	]
});

/** The same, and a photo that is asked for. */
export const withPhoto: Survey = surveySchema.parse({
	...branched,
	id: 'with-photo',
	closing: [
		...branched.closing,
		{ id: 'view', kind: 'photo', label: { en: 'What did you see?' } },
		{ id: 'words', kind: 'text', label: { en: 'Say it in words' }, max: 200 }
	]
});
