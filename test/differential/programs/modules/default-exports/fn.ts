// A default function without a name.
export default function (n: number): number {
  return n * 2;
}
