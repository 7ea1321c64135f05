import { sql } from 'kysely';
import type { Reader, Trx } from '../db/database.ts';
import { changeRows } from '../db/statement.ts';
import type { SurveyPhotoTable } from '../db/tables.ts';

export async function putPhoto(trx: Trx, row: SurveyPhotoTable): Promise<void> {
	await trx
		.insertInto('survey_photo')
		.values(row)
		.onConflict((conflict) =>
			conflict.columns(['response_id', 'item']).doUpdateSet((photo) => ({
				key_id: photo.ref('excluded.key_id'),
				body: photo.ref('excluded.body')
			}))
		)
		.execute();
}

export function findPhoto(
	reader: Reader,
	responseId: string,
	item: string
): Promise<SurveyPhotoTable | undefined> {
	return reader
		.selectFrom('survey_photo')
		.selectAll()
		.where('response_id', '=', responseId)
		.where('item', '=', item)
		.executeTakeFirst();
}

/** Those of some items, or all of a response. */
export async function deletePhotos(
	trx: Trx,
	responseId: string,
	items?: readonly string[]
): Promise<void> {
	if (items?.length === 0) return;
	let photos = trx.deleteFrom('survey_photo').where('response_id', '=', responseId);
	if (items) photos = photos.where('item', 'in', items);
	await photos.execute();
}

export function listPhotosOfOtherKeys(
	reader: Reader,
	keyId: string,
	limit: number
): Promise<SurveyPhotoTable[]> {
	return reader
		.selectFrom('survey_photo')
		.selectAll()
		.where((photo) => photo.or([photo('key_id', 'is', null), photo('key_id', '!=', keyId)]))
		.limit(limit)
		.execute();
}

export function changePhotos(trx: Trx, photos: readonly SurveyPhotoTable[]): Promise<void> {
	return changeRows(
		trx,
		'sealed survey photos',
		(values) => sql`update survey_photo set key_id = v.column3, body = v.column4
			from ${values} as v where response_id = v.column1 and item = v.column2`,
		['text', 'text', 'text', 'text'],
		photos.map(({ response_id, item, key_id, body }) => [response_id, item, key_id, body])
	);
}

/** The keys that photos are sealed with. */
export async function listSurveyPhotoKeys(reader: Reader): Promise<string[]> {
	const rows = await reader
		.selectFrom('survey_photo')
		.select('key_id')
		.distinct()
		.where('key_id', 'is not', null)
		.execute();
	return rows.flatMap(({ key_id }) => key_id ?? []);
}
