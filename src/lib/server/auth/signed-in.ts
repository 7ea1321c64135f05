/** The member whose page this is; the access table let nobody else come here. */
export function memberOf(locals: App.Locals): NonNullable<App.Locals['member']> {
	if (!locals.member) throw new Error('a page for members was reached without one');
	return locals.member;
}

export function staffOf(locals: App.Locals): NonNullable<App.Locals['staff']> {
	if (!locals.staff) throw new Error('a page for staff was reached without one');
	return locals.staff;
}

/** The same as the audit log names them. */
export function actorOf(locals: App.Locals): { readonly kind: 'staff'; readonly id: string } {
	return { kind: 'staff', id: staffOf(locals).id };
}
