// A constant.
export const PI = 3;
