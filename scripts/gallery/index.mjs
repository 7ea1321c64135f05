/** The page of all pictures: a table for each screen, its views side by side. */
export function galleryPage(taken) {
	const screens = Map.groupBy(taken, ({ screen }) => screen.name);
	const parts = [...screens.values()].map((views) => {
		const cells = views.map(
			({ file, label, isPhone }) =>
				`<img src="${file}" alt="${label}" title="${label}" width="${isPhone ? 180 : 420}">`
		);
		return `## ${views[0].screen.says}\n\n${cells.join('\n')}\n`;
	});
	return `# Gallery\n\nMade by \`npm run gallery\` from the demo; not by hand.\n\n${parts.join('\n')}`;
}
