// What a phone says of what it sends, beside the form itself.

/** For whom it was said: nobody else's session may take it. */
export const memberHeader = 'x-stayward-member';

/**
 * How long ago it was said, in milliseconds. An age, so that it does not matter what time the phone
 * thinks it is.
 */
export const ageHeader = 'x-stayward-age';
