import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { versionOn, type Tier } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { FieldProblem, FormAnswer } from '#lib/domain/views/form-answer.ts';
import { staffOf } from '#lib/server/auth/signed-in.ts';
import type { Db } from '#lib/server/db/database.ts';
import {
	fieldFailure,
	isFormFailure,
	readFormWithFile,
	refusalToFail,
	type FormFailure
} from '#lib/server/http.ts';
import { storeImage } from '#lib/server/media/store-image.ts';
import { findProgramme, todayIn } from '#lib/server/programme/read-programme.ts';
import { findReward } from '#lib/server/rewards/queries.ts';
import { saveReward } from '#lib/server/rewards/save-reward.ts';
import { listProperties, type Property } from '#lib/server/stays/properties.ts';
import { rewardForm } from './reward-form.server.ts';
import { stocksOf, toReward } from './to-reward.server.ts';

export interface Choices {
	readonly tiers: readonly Tier[];
	readonly houses: readonly Property[];
}

/** The tiers and houses that the form asks about. */
export async function readChoices(db: Db, now: string): Promise<Choices> {
	const programme = await findProgramme(db);
	const tiers = programme ? versionOn(programme, todayIn(programme, now)).document.tiers : [];
	return { tiers, houses: await listProperties(db) };
}

/** Reads the form, keeps its picture, saves the reward and shows it; `rewardId` where it is kept already. */
export async function saveForm(
	{ request, locals }: Pick<RequestEvent, 'request' | 'locals'>,
	rewardId?: string
): Promise<FormFailure> {
	const { db, config } = locals;
	const { tiers, houses } = await readChoices(db, locals.now());
	const schema = rewardForm(tiers, houses);
	const { form, file } = await readFormWithFile(schema, request, 'picture');
	const picture = file ? await keep(config.dataDir, file) : {};
	if (!form.ok || picture.problem) {
		const answer: FormAnswer = form.ok ? { values: form.typed, problems: {} } : form.failure.data;
		return withPicture(answer, picture);
	}

	const { value, typed } = form;
	const image = picture.image ?? (value.withoutPicture ? undefined : value.image);
	// Numbers that members draw on are corrected with a reason, not saved over.
	const isDraft = !rewardId || (await findReward(db, rewardId))?.status === 'draft';
	const command = {
		rewardId: rewardId ?? value.rewardId,
		revision: value.revision,
		reward: toReward(value, tiers, houses),
		status: value.status,
		image,
		...(isDraft && { stock: value.stock ?? null, stockByHouse: stocksOf(value, houses) })
	};
	const actor = { kind: 'staff', id: staffOf(locals).id } as const;
	const shown = { ...typed, ...(picture.image && { image: picture.image }) };
	const saved = await saveReward(db, command, actor, locals.now()).catch((thrown: unknown) =>
		besideField(thrown, shown)
	);
	if (isFormFailure(saved)) return saved;
	redirect(303, `/admin/rewards/${saved.rewardId}?saved=${saved.revision}`);
}

interface Kept {
	readonly image?: string;
	readonly problem?: FieldProblem;
}

async function keep(dataDir: string, file: Uint8Array): Promise<Kept> {
	try {
		return { image: await storeImage(dataDir, file) };
	} catch (thrown) {
		const code = thrown instanceof Refusal ? thrown.code : undefined;
		if (code === 'image-unreadable' || code === 'image-too-large') return { problem: code };
		throw thrown;
	}
}

/** Whatever else was wrong, a good picture need not be chosen again, and a bad one is named too. */
function withPicture({ values, problems }: FormAnswer, { image, problem }: Kept): FormFailure {
	return fail(problem ? 422 : 400, {
		values: { ...values, ...(image && { image }) },
		problems: { ...problems, ...(problem && { picture: problem }) }
	});
}

const firstOf: Readonly<Record<string, string>> = {
	withCash: 'cash-1-points',
	confirm: 'confirm-days',
	blackouts: 'closed-1-from',
	room: 'room-en',
	partner: 'partner-en'
};

/** A no that belongs to one field is said there. */
function besideField(thrown: unknown, typed: Record<string, string>): FormFailure {
	const isOfField = thrown instanceof Refusal && thrown.code === 'invalid';
	if (!isOfField) return refusalToFail(thrown, typed);
	const { field, tier } = thrown.facts;
	const name =
		field === 'pointsByTier' ? `points-${tier}` : (firstOf[String(field)] ?? String(field));
	return fieldFailure(name, 'invalid', typed);
}
