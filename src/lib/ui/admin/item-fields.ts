/** Empty rows for new options: so many at a time, more after a save. */
export const newOptions = ['new-1', 'new-2', 'new-3', 'new-4', 'new-5', 'new-6'] as const;
