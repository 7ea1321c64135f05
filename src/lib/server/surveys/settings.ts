import { cutsSchema, firstCuts, type Cuts } from '#lib/domain/surveys/cuts.ts';
import {
	firstInvitations,
	invitationsSchema,
	type Invitations
} from '#lib/domain/surveys/invitations.ts';
import type { Setting } from '../house/settings.ts';

/** From now on guests are asked and reminded by these; who was invited before may answer as they were told. */
export const invitations: Setting<Invitations> = {
	...{ key: 'survey-invitations', act: 'invitations-changed' },
	...{ schema: invitationsSchema, first: firstInvitations }
};

/** What is good enough, and what opens a case from now on; cases that are open stay. */
export const cuts: Setting<Cuts> = {
	...{ key: 'survey-cuts', act: 'cuts-changed' },
	...{ schema: cutsSchema, first: firstCuts }
};
