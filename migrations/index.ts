import type { Migration } from '#lib/server/db/migration.ts';
import { members } from './0001_members.ts';
import { properties } from './0002_properties.ts';
import { staff } from './0003_staff.ts';
import { stays } from './0004_stays.ts';
import { programme } from './0005_programme.ts';
import { ledger } from './0006_ledger.ts';
import { identity } from './0007_identity.ts';
import { operation } from './0008_operation.ts';
import { rewards } from './0009_rewards.ts';
import { preferences } from './0010_preferences.ts';
import { surveys } from './0011_surveys.ts';
import { drafts } from './0012_drafts.ts';
import { admin } from './0013_admin.ts';
import { engine } from './0014_engine.ts';
import { exchange } from './0015_exchange.ts';
import { transfers } from './0016_transfers.ts';
import { merges } from './0017_merges.ts';
import { activities } from './0018_activities.ts';
import { tierReview } from './0019_tier_review.ts';
import { reminders } from './0020_reminders.ts';
import { desk } from './0021_desk.ts';
import { wishes } from './0022_wishes.ts';
import { claims } from './0023_claims.ts';
import { said } from './0024_said.ts';
import { brand } from './0025_brand.ts';
import { notices } from './0026_notices.ts';
import { surveyTier } from './0027_survey_tier.ts';
import { cases } from './0028_cases.ts';
import { surveyDrafts } from './0029_survey_drafts.ts';
import { surveySums } from './0030_survey_sums.ts';
import { surveyPhotos } from './0031_survey_photos.ts';
import { surveyReminders } from './0032_survey_reminders.ts';
import { themes } from './0033_themes.ts';
import { surveyIndexes } from './0034_survey_indexes.ts';
import { praised } from './0035_praised.ts';

/** Forward only, in this order. A name that was released never changes its text. */
export const migrations: readonly Migration[] = [
	members,
	properties,
	staff,
	stays,
	programme,
	ledger,
	identity,
	operation,
	rewards,
	preferences,
	surveys,
	drafts,
	admin,
	engine,
	exchange,
	transfers,
	merges,
	activities,
	tierReview,
	reminders,
	desk,
	wishes,
	claims,
	said,
	brand,
	notices,
	surveyTier,
	cases,
	surveyDrafts,
	surveySums,
	surveyPhotos,
	surveyReminders,
	themes,
	surveyIndexes,
	praised
];
