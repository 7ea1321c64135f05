/** "I cannot say": the item is as if it had not been asked. */
export const noOpinion = 'none';
