import { answerSignIn, goOn } from '../../sign-in.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	if (event.locals.member) goOn(event, '/home');
	return {};
};

export const actions: Actions = {
	default: (event) => answerSignIn(event, 'member', '/home')
};
