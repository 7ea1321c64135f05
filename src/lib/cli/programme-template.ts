import { isTemplateName, listTemplates, readTemplate } from '#lib/domain/programme/templates.ts';
import { UsageError, type Command } from './command.ts';

export const command: Command = {
	words: [0, 1],
	run({ words: [name] }) {
		const names = listTemplates();
		if (name === undefined)
			return Promise.resolve({ text: names.join('\n'), data: { templates: names } });
		if (!isTemplateName(name))
			throw new UsageError(`there is no template ${name}, only ${names.join(', ')}`);
		const template = readTemplate(name);
		return Promise.resolve({ text: JSON.stringify(template, null, '\t'), data: template });
	}
};
