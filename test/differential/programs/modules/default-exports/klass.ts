// A default class and a named function.
export default class Klass {
  constructor(readonly n: number) {}
}
export const helper = (): string => 'helped';
