import { expect, test } from 'vitest';
import { statesBy, type Traces } from './path.ts';
import { reachableFrom, redemptionStatuses } from './states.ts';

const none: Traces = {
	kind: 'dining-credit',
	isBooked: false,
	hadToBeConfirmed: false,
	wasConfirmed: false,
	cameBack: false,
	wasTaken: false,
	isUsedUp: false
};
const booked = { isBooked: true, hadToBeConfirmed: true };
const taken = { wasTaken: true, isUsedUp: true };

test('E3: what is kept of its moves says in which states a redemption can be', () => {
	const cases: readonly [Partial<Traces>, readonly string[]][] = [
		[{}, ['issued', 'expired']],
		[{ wasTaken: true }, ['issued', 'expired']],
		[taken, ['used']],
		[{ cameBack: true }, ['cancelled']],
		[{ ...taken, cameBack: true }, []],
		[{ wasTaken: true, cameBack: true }, []],
		[booked, ['reserved']],
		[{ ...booked, wasTaken: true }, []],
		[{ ...booked, ...taken }, []],
		[{ ...booked, cameBack: true }, ['cancelled', 'returned']],
		[{ ...booked, wasConfirmed: true }, ['issued', 'expired']],
		[{ ...booked, wasConfirmed: true, ...taken }, ['used']],
		[{ ...booked, wasConfirmed: true, cameBack: true }, ['cancelled', 'returned']],
		[{ isBooked: true, cameBack: true }, ['cancelled', 'returned']],
		[{ wasConfirmed: true }, []],
		[{ kind: 'donation' }, ['used']],
		[{ kind: 'donation', cameBack: true }, []],
		[{ kind: 'status-gift', ...taken }, []]
	];
	for (const [traces, states] of cases)
		expect(statesBy({ ...none, ...traces }), JSON.stringify(traces)).toEqual(states);
	const said = new Set(cases.flatMap(([, states]) => states));
	expect(redemptionStatuses.filter((state) => !said.has(state))).toEqual([]);
	expect([...said].every((state) => reachableFrom('new').has(state))).toBe(true);
});
