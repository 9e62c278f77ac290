// Types only.
export interface Shape {
  side: number;
}
