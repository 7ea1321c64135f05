import { checkProgramme } from '#lib/domain/programme/check.ts';
import { programmeOf, type Programme } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { todayIn } from '#lib/server/programme/read-programme.ts';
import { dryRun, lastMonths, type DryRun } from '#lib/server/replay/dry-run.ts';
import { textOption, UsageError, withHouse, type Command } from './command.ts';
import { readProgrammeFile } from './programme-file.ts';

const months_usual = 24;
const months_max = 1_200;

export const command: Command = {
	words: [1, 1],
	options: { months: { type: 'string' } },
	async run(call) {
		const [file = ''] = call.words;
		const months = Number(textOption(call, 'months') ?? months_usual);
		if (!Number.isInteger(months) || months < 1 || months > months_max)
			throw new UsageError(`--months is a whole number from 1 to ${months_max}`);
		const programme = programmeIn(await readProgrammeFile(file));
		return withHouse(call.env, async ({ db, clock }) => {
			const days = lastMonths(months, todayIn(programme, clock()));
			const run = await dryRun(db, programme, days);
			return { text: inLines(run), data: run };
		});
	}
};

function programmeIn(json: unknown): Programme {
	const checked = checkProgramme(json);
	if (checked.ok) return programmeOf(checked.file);
	const problems = checked.problems.map(({ pointer, message }) => `${pointer} ${message}`);
	throw new Refusal('programme-invalid', { problems: problems.join('; ') });
}

function inLines(run: DryRun): string {
	const points = Object.entries(run.points).map(([kind, sum]) => `${kind} ${sum}`);
	const tiers = Object.entries(run.tiers).map(([tier, count]) => `${tier} ${count}`);
	return [
		`departures from ${run.from} through ${run.to}: ${run.members} members, ${run.stays} stays, ${run.earning} of them with points`,
		`points: ${points.join(', ') || 'none'}; balance ${run.balance}, pending ${run.pending}`,
		`tiers: ${tiers.join(', ')}`,
		`milestones: ${run.milestones}`,
		...(run.waiting > 0 ? [`${run.waiting} stays wait for an exchange rate`] : [])
	].join('\n');
}
