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

const words: Readonly<Record<CaseKind, { readonly en: Words; readonly zh: Words }>> = {
	complaint: {
		en: {
			answer: 'I am sorry that we let you down. We looked into it the same day.',
			changed: 'The engineer checks every window and shower on the floor once a month now.'
		},
		zh: {
			answer: '很抱歉这次没能让您满意，我们当天就查明了原因。',
			changed: '工程部现在每月检查一次该楼层所有客房的窗户和淋浴。'
		}
	},
	suggestion: {
		en: {
			answer: 'Thank you: a fair point. We talked it over with the team this morning.',
			changed: 'A second colleague is at the desk from four to seven.'
		},
		zh: {
			answer: '谢谢您的建议，今早我们已与团队讨论过。',
			changed: '下午四点到七点，前台会增加一位同事。'
		}
	},
	praise: {
		en: { answer: 'Thank you. We read it out at the morning round.', changed: '' },
		zh: { answer: '谢谢您，我们在晨会上念给大家听了。', changed: '' }
	}
};

const thanks = {
	en: 'For the nights in which you could not sleep.',
	zh: '为您没能安睡的夜晚，聊表歉意。'
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
		const said = words[kind][language];
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
		const end = { caseId, resolution: said.answer, changed: said.changed };
		await resolveCase(db, end, managerId, ended < now ? ended : now).catch((thrown: unknown) => {
			if (!isNoOf(thrown, ['case-resolved'])) throw thrown;
		});
	}
}
