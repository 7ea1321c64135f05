import type { CaseKind } from '#lib/domain/cases/open-case.ts';
import type { Instant } from '#lib/domain/calendar.ts';
import { listAskedGoodwill } from '../cases/goodwill-queries.ts';
import { giveGoodwill } from '../cases/give-goodwill.ts';
import { namePraised } from '../cases/name-praised.ts';
import { listCases } from '../cases/queries.ts';
import { resolveCase } from '../cases/resolve-case.ts';
import { answerCase } from '../cases/say-in-case.ts';
import { minutesAfter } from '../clock.ts';
import { makeUuid } from './generate.ts';
import { isNoOf, type Life } from './live-week.ts';
import { Random } from './random.ts';

const hour_minutes = 60;
const day_minutes = 24 * hour_minutes;

interface Words {
	readonly answer: string;
	readonly changed: string;
}

// The shift that was on, more than what it was about: any of them answers any.
const words: Readonly<
	Record<CaseKind, { readonly en: readonly Words[]; readonly zh: readonly Words[] }>
> = {
	complaint: {
		en: [
			{
				answer: 'I am sorry that we let you down. We looked into it the same day.',
				changed: 'The engineer checks every window and shower on the floor once a month now.'
			},
			{
				answer: 'Thank you for saying it so plainly. That should not have happened.',
				changed: 'Every room is gone through once more before it is given out.'
			},
			{
				answer: 'You are right, and I have told the team so. I hope that we may make it good.',
				changed: 'A second colleague is at the desk from four to seven.'
			}
		],
		zh: [
			{
				answer: '很抱歉这次没能让您满意，我们当天就查明了原因。',
				changed: '工程部现在每月检查一次该楼层所有客房的窗户和淋浴。'
			},
			{
				answer: '感谢您直言相告，这样的事本不该发生。',
				changed: '每间客房交付前，都会再检查一遍。'
			},
			{
				answer: '您说得对，我已向团队说明，希望有机会弥补。',
				changed: '下午四点到七点，前台会增加一位同事。'
			}
		]
	},
	suggestion: {
		en: [
			{
				answer: 'Thank you: a fair point. We talked it over with the team this morning.',
				changed: 'A second colleague is at the desk from four to seven.'
			},
			{ answer: 'A good thought. I have passed it on to the house.', changed: '' }
		],
		zh: [
			{
				answer: '谢谢您的建议，今早我们已与团队讨论过。',
				changed: '下午四点到七点，前台会增加一位同事。'
			},
			{ answer: '很好的建议，我已转告酒店。', changed: '' }
		]
	},
	praise: {
		en: [{ answer: 'Thank you. We read it out at the morning round.', changed: '' }],
		zh: [{ answer: '谢谢您，我们在晨会上念给大家听了。', changed: '' }]
	}
};

/** The same case is always answered alike, also by a fill that goes on after it was broken off. */
function wordsFor(kind: CaseKind, language: 'en' | 'zh', caseId: string): Words {
	const all = words[kind][language];
	const said = all[Number.parseInt(caseId.slice(-6), 16) % all.length];
	if (!said) throw new Error(`nothing is said to a ${kind}`);
	return said;
}

const ended_by = 'Told the guest, and the team of the house. Nothing is left open.';

const thanks = {
	en: 'With our apologies.',
	zh: '聊表歉意。'
};

/**
 * What guests said is answered and ended within days; the newest wait, and two wait for too long. Those who
 * sign in got points, more than a manager may give wait for the owner, and a clerk is praised.
 */
export async function answerCases(
	{ db, localeOf, guests, deskId }: Life,
	managerId: string,
	now: Instant
): Promise<void> {
	const random = new Random(7_331);
	// What a fill that was broken off has answered stays as it is.
	const all = await listCases(db, {}, { offset: 0, limit: 10_000 });
	const open = all.filter(({ answered_at }) => answered_at === null);
	const isAsked = (await listAskedGoodwill(db, '', 1)).length > 0;
	const fresh = minutesAfter(now, -2 * day_minutes);
	const old = open.filter(({ kind, due_at }) => kind === 'complaint' && due_at < fresh);
	const late = old.slice(-2);
	const asked = old.findLast(
		({ id, member_id }) => !late.some((one) => one.id === id) && !guests.has(member_id)
	);
	const praised = open.findLast(({ kind, opened_at }) => kind === 'praise' && opened_at < fresh);
	for (const { id: caseId, kind, opened_at, member_id } of open) {
		const messageId = makeUuid(random);
		if (opened_at >= fresh || late.some(({ id }) => id === caseId)) continue;
		const language = localeOf.get(member_id) === 'zh-CN' ? 'zh' : 'en';
		const said = wordsFor(kind, language, caseId);
		const goodwillId = makeUuid(random);
		const gift = { goodwillId, caseId, why: thanks[language] };
		const answered = minutesAfter(opened_at, (2 + random.next() * 18) * hour_minutes);
		await answerCase(db, { messageId, caseId, body: said.answer }, managerId, answered);
		if (guests.has(member_id)) await giveGoodwill(db, { ...gift, points: 1_000 }, managerId, now);
		if (!isAsked && caseId === asked?.id) {
			await giveGoodwill(db, { ...gift, points: 8_000 }, managerId, answered);
			continue;
		}
		const praisedId = makeUuid(random);
		if (caseId === praised?.id)
			await namePraised(db, { praisedId, caseId, colleagueId: deskId }, managerId, answered);
		const ended = minutesAfter(answered, day_minutes);
		const end = { caseId, resolution: ended_by, changed: said.changed };
		await resolveCase(db, end, managerId, ended < now ? ended : now).catch((thrown: unknown) => {
			if (!isNoOf(thrown, ['case-resolved'])) throw thrown;
		});
	}
}
