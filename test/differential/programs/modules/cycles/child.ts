// Uses the parent as a type and a value.
import { Parent } from './parent.ts';
export class Child {
  constructor(readonly parent: Parent) {}
  describe(): string {
    return `child of ${this.parent.name} ${this.parent instanceof Parent}`;
  }
}
