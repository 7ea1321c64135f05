/** How often a property is tried: as said, and a few times where thousands of changed programs are tried. */
export const runs = (usual: number): number =>
	process.env['STAYWARD_PROPERTIES'] === 'few' ? Math.min(usual, 8) : usual;
