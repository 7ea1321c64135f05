import { answerSignIn, goOn } from '../../sign-in.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const { staff } = event.locals;
	if (staff) goOn(event, staff.role === 'desk' ? '/desk' : '/admin');
	return {};
};

export const actions: Actions = {
	// The sign-in page itself knows where each role is at home.
	default: (event) => answerSignIn(event, 'staff', '/staff/sign-in')
};
