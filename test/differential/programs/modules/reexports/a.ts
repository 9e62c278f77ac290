// One value.
export const a = 'value a';
