// A function and a default.
export const original = (): string => 'from b';
export default 42;
