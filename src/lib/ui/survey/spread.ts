/** Where something stands; from the start and from the top. */
export interface Spot {
	readonly x: number;
	readonly y: number;
}

export interface Box extends Spot {
	readonly width: number;
	readonly height: number;
}

const directions = 16;
const rings = 40;

/**
 * Places for round marks of this radius beside the spots that they name: on the spot itself where it is
 * free, else as near to it as there is room, inside the box and over none of `kept`. The first come first.
 */
export function spread(
	spots: readonly Spot[],
	{ width, height }: { readonly width: number; readonly height: number },
	radius: number,
	kept: readonly Box[] = []
): Spot[] {
	const placed: Spot[] = [];
	const fits = ({ x, y }: Spot) =>
		x >= radius &&
		y >= radius &&
		x <= width - radius &&
		y <= height - radius &&
		placed.every((other) => Math.hypot(other.x - x, other.y - y) >= 2 * radius) &&
		kept.every((box) => !meets(box, { x, y }, radius));
	for (const spot of spots) placed.push(around(spot, radius).find(fits) ?? spot);
	return placed;
}

/** The spot, then rings around it, each a radius wider. */
function around({ x, y }: Spot, radius: number): Spot[] {
	const found = [{ x, y }];
	for (let ring = 1; ring <= rings; ring += 1)
		for (let turn = 0; turn < directions; turn += 1) {
			const angle = (2 * Math.PI * turn) / directions;
			found.push({
				x: x + ring * radius * Math.cos(angle),
				y: y - ring * radius * Math.sin(angle)
			});
		}
	return found;
}

function meets(box: Box, { x, y }: Spot, radius: number): boolean {
	const nearest = (at: number, from: number, size: number) =>
		Math.min(Math.max(at, from), from + size);
	const dx = x - nearest(x, box.x, box.width);
	const dy = y - nearest(y, box.y, box.height);
	return Math.hypot(dx, dy) < radius;
}
