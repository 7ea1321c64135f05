export const load = () => ({ text: 'blank' });
