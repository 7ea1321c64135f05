import { compileMessages } from './lib/messages.mjs';

const made = await compileMessages();
if (made) console.log(`messages compiled for ${made.join(', ')}`);
