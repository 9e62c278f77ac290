// Runs first.
console.log('shared');
export const shared: string[] = [];
