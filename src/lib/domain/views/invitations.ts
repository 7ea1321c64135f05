import type { Invitations } from '../surveys/invitations.ts';
import type { ChangeView } from './audit.ts';

export interface InvitationsView extends Invitations {
	readonly revision: number;
	readonly lastChange?: ChangeView | undefined;
}
