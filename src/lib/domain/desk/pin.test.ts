import { expect, test } from 'vitest';
import { readPin, refusePlainPin } from './pin.ts';

test.for(['000000', '7777', '123456', '654321', '7890', '3210', '1212', '123123', '45674567'])(
	'K6: %s is too plain for a PIN',
	(pin) => {
		expect(() => refusePlainPin(pin)).toThrow('pin-too-plain');
	}
);

test.for(['4829', '113355', '90210', '2580369', '12345687'])('K6: %s may be a PIN', (pin) => {
	expect(() => refusePlainPin(pin)).not.toThrow();
});

test('K6: a PIN is 4 to 8 digits, typed on any keyboard', () => {
	expect(readPin(' ４８２９７ ')).toBe('48297');
	for (const wrong of ['482', '482971234', '48a9', '', '48 29', '-4829'])
		expect(readPin(wrong)).toBeUndefined();
});
