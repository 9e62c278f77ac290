// Throws at the top level.
console.log('bad starts');
export const value = 1;
throw new Error('module failed');
