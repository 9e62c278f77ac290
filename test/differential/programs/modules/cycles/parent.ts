// Classes that refer to each other.
import { Child } from './child.ts';
export class Parent {
  readonly name = 'parent';
  child(): Child {
    return new Child(this);
  }
}
