import type { Programme, Version } from '#lib/domain/programme/programme.ts';

/** Finds the document that an entry was made under; a number that was never published is a defect. */
export function documentsOf(programme: Programme): (versionNumber: number) => Version {
	return (versionNumber) => {
		const version = programme.find(({ number }) => number === versionNumber);
		if (!version) throw new Error(`programme version ${versionNumber} is not published`);
		return version.document;
	};
}
