import { bookingsFile, prepareBookings } from './bookings.ts';

/** Writes what an import of the public bookings needs into a folder: see the README beside this file. */

const [file = bookingsFile(), folder = './data/files'] = process.argv.slice(2);
const prepared = await prepareBookings(file, folder);
process.stdout.write(`${JSON.stringify(prepared, null, '\t')}\n`);
