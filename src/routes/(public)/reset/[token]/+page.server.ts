import { loadLink, useLink } from '../../new-password.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => loadLink('reset', event);

export const actions: Actions = { default: (event) => useLink('reset', event) };
