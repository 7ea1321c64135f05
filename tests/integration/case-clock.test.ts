import { expect, test } from 'vitest';
import { readCase, readOwnCases } from '#lib/server/cases/read-case.ts';
import { readCaseToWork, readQueue } from '#lib/server/cases/read-queue.ts';
import { answerCase } from '#lib/server/cases/say-in-case.ts';
import { createStaff } from '#lib/server/staff/create-staff.ts';
import { changeProperty } from '#lib/server/stays/change-property.ts';
import { listProperties } from '#lib/server/stays/properties.ts';
import { saying } from './case-house.ts';
import { onBothDatabases } from './databases.ts';
import { build, enrol, newId, plainVersion, publish } from './model/house.ts';

// On the next day already where the house stands.
const now = '2025-04-01T17:30:00.000Z';
const system = { kind: 'system', id: 'test' } as const;

onBothDatabases((open) => {
	test('H6: guest and house read when something was said by the clock of the house', async () => {
		const db = await open();
		await publish(db, plainVersion);
		await build(db, ['CITY']);
		const [ada] = await enrol(db, 1);
		const [city] = await listProperties(db);
		await changeProperty(db, { ...city!, timeZone: 'Asia/Shanghai', revision: 1 }, system, now);
		const mia = newId();
		const who = { id: mia, name: 'Mia', email: 'mia@house.example', locale: 'en' } as const;
		const more = { role: 'manager', propertyCodes: [], password: 'long enough now' } as const;
		await createStaff(db, { ...who, ...more }, system, now);
		const caseId = await saying(db, ada!, now);
		await answerCase(db, { messageId: newId(), caseId, body: 'We are sorry.' }, mia, now);

		const at = { on: '2025-04-02', at: '01:30' };
		const said = [
			{ by: 'guest', at },
			{ by: 'staff', at, name: 'Mia' }
		];
		expect(await readCase(db, ada!.id, caseId, now)).toMatchObject({
			...{ openedOn: '2025-04-02', messages: said }
		});
		expect(await readOwnCases(db, ada!.id)).toMatchObject([{ openedOn: '2025-04-02' }]);
		expect(await readCaseToWork(db, caseId, mia, now)).toMatchObject({
			opened: at,
			messages: said
		});
		const queue = await readQueue(db, new URL('http://house.example/'), mia, now);
		expect(queue.rows).toMatchObject([{ opened: at }]);
	});
});
