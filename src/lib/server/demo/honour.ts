import type { Instant } from '#lib/domain/calendar.ts';
import { dateIn } from '#lib/domain/calendar.ts';
import { nearDates } from '#lib/domain/desk/may-see.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { tickReasons } from '#lib/domain/preferences/tick.ts';
import { noteAtDesk } from '../desk/note-at-desk.ts';
import { tickWish } from '../desk/tick-wish.ts';
import { minutesAfter } from '../clock.ts';
import { readWishesOf } from '../preferences/read-wishes.ts';
import { listStaysHereOf } from '../stays/desk-queries.ts';
import { listProperties, type Property } from '../stays/properties.ts';
import { listOpenResponses } from '../surveys/queries.ts';
import { findSurvey } from '../surveys/read-survey.ts';
import { saveAnswers } from '../surveys/save-answers.ts';
import { makeUuid, type Demo } from './generate.ts';
import { timeZone } from './programme.ts';
import type { Life } from './live-week.ts';
import { Random } from './random.ts';

const stays_ticked_most = 60;

/** What each desk made of the wishes of those who were there lately, and what some guests say to it. */
export async function honourWishes(life: Life, demo: Demo, now: Instant): Promise<void> {
	const random = new Random(2_718);
	const properties = await listProperties(life.db);
	for (const property of properties) await tickAt(life, property, random, now);
	await noteSome(life, demo, properties, now);
	await answerSome(life, random, now);
}

async function tickAt(
	{ db, idOf, deskId, guests }: Life,
	property: Property,
	random: Random,
	now: Instant
): Promise<void> {
	const today = dateIn(timeZone, now);
	const members = [...idOf.values()].filter((id) => !guests.has(id));
	const asked = { propertyId: property.id, ...nearDates(today) };
	const stays = (await listStaysHereOf(db, members, asked)).flatMap(({ id, member_id, ...stay }) =>
		member_id !== null && stay.arrival <= today && stay.status !== 'cancelled'
			? [{ stayId: id, memberId: member_id }]
			: []
	);
	const wishes = await readWishesOf(db, stays, { propertyId: property.id, health: false });
	const wished = stays.map((stay, at) => ({ ...stay, wishes: wishes[at] ?? [] }));
	for (const stay of wished.filter((one) => one.wishes.length > 0).slice(0, stays_ticked_most))
		for (const { itemId } of stay.wishes) {
			if (random.chance(0.25)) continue;
			const isMet = random.chance(0.86);
			const said = isMet
				? ({ outcome: 'honoured' } as const)
				: ({ outcome: 'not-possible', reason: random.pick(tickReasons) } as const);
			const command = { staffId: deskId, property, stayId: stay.stayId, itemId, ...said };
			await unlessUnseen(tickWish(db, command, now));
		}
}

const noticed: readonly (readonly ['guest' | 'chinese', string])[] = [
	['guest', 'Prefers the east wing'],
	['guest', 'Reads in the winter garden after dinner'],
	['chinese', '早餐喜欢靠窗的位置']
];

async function noteSome(
	{ db, deskId }: Life,
	{ guest, chineseGuest }: Demo,
	properties: readonly Property[],
	now: Instant
): Promise<void> {
	const random = new Random(1_618);
	for (const [at, [who, text]] of noticed.entries()) {
		const { number } = who === 'guest' ? guest : chineseGuest;
		const note = { staffId: deskId, number, id: makeUuid(random), text };
		// Only the house that sees them now has a desk that can have noticed something.
		for (const property of properties)
			await unlessUnseen(noteAtDesk(db, { ...note, property }, minutesAfter(now, at - 90)));
	}
}

async function answerSome({ db, guests }: Life, random: Random, now: Instant): Promise<void> {
	for (const { id, member_id: memberId } of await listOpenResponses(db)) {
		if (guests.has(memberId)) continue;
		const wishes = (await findSurvey(db, { memberId, id }))?.wishes ?? [];
		if (wishes.length === 0) continue;
		const answers = wishes.map((wish) => [wish.id, random.chance(0.8) ? 'yes' : 'no'] as const);
		await unlessUnseen(saveAnswers(db, { memberId, id }, Object.fromEntries(answers), now));
	}
}

/** A stay that is too long ago, or a guest whom no desk sees now, is left out. */
async function unlessUnseen(doing: Promise<unknown>): Promise<void> {
	await doing.catch((thrown: unknown) => {
		if (!(thrown instanceof Refusal)) throw thrown;
	});
}
