// A log.
export const order: string[] = [];
