// A stable merge sort that asks the comparator in the order in which V8 asks it, so that comparators that log, count, or are
// no consistent order (`(a, b) => (a > b ? 1 : 0)`) give what they give there. It is Tim Peters' listsort: runs that are there
// already are found, short ones extended by binary insertion, and merged with galloping.
import {
  initVal,
  invoke,
  isNumber,
  loadVal,
  storeVal,
  type Arr,
  type Str,
  type Val,
  type bool,
  type f64,
  type u32,
} from './intrinsics.ts';
import { arrayGet, arrayLength, arrayPush, arrayRaw, arraySet, arraySetLength, elementsOf, newHoles } from './array.ts';
import { isMarking } from './collect.ts';
import { toNumber, toStringValue } from './primitive.ts';
import { compareStrings } from './string.ts';

/** Arrays shorter than this are one run. */
const MIN_MERGE: u32 = 64;
/** So many elements in a row from one side, and it is searched instead of walked. */
const MIN_GALLOP: u32 = 7;

interface Sort {
  readonly array: Arr;
  /** Undefined sorts by text; null sorts pairs of a text and what it stands for by the texts. */
  readonly comparator: Val;
  /** What is set aside during a merge. */
  spare: Arr;
  /** Start and length of each run that waits. */
  readonly runs: Arr;
  minGallop: number;
}

/** Sorts an array without holes that nobody else sees; one that is shorter than `short` by insertion alone, without a look for runs. */
export function timSort(array: Arr, comparator: Val, short: u32): void {
  const length: u32 = arrayLength(array);
  if (length < 2) return;
  if (length < short) {
    insertRest(array, comparator, 0, 1, length);
    return;
  }
  const sort: Sort = { array, comparator, spare: newHoles(0), runs: newHoles(0), minGallop: MIN_GALLOP as f64 };
  const least: u32 = leastRun(length);
  let low: u32 = 0;
  while (low < length) {
    let found: u32 = runAt(array, comparator, low, length);
    if (found < least) {
      const forced: u32 = least < length - low ? least : length - low;
      insertRest(array, comparator, low, low + found, low + forced);
      found = forced;
    }
    arrayPush(sort.runs, low);
    arrayPush(sort.runs, found);
    collapse(sort);
    low = low + found;
  }
  while (runCount(sort) > 1) {
    let at: u32 = runCount(sort) - 2;
    if (at > 0 && runLength(sort, at - 1) < runLength(sort, at + 1)) at = at - 1;
    mergeAt(sort, at);
  }
}

function order(comparator: Val, a: Val, b: Val): f64 {
  if (comparator === null) return compareStrings(arrayRaw(a as Arr, 0) as Str, arrayRaw(b as Arr, 0) as Str) as f64;
  if (comparator === undefined) {
    const text: Str = toStringValue(a);
    return compareStrings(text, toStringValue(b)) as f64;
  }
  const result: Val = invoke(comparator, undefined, a, b);
  return isNumber(result) ? (result as f64) : toNumber(result);
}
function element(array: Arr, i: u32): Val {
  return loadVal(elementsOf(array) + (i << 3));
}
/** The barrier is written out: this is what moving an element costs. */
function put(array: Arr, i: u32, value: Val): void {
  const at: u32 = elementsOf(array) + (i << 3);
  if (isMarking()) storeVal(at, value);
  else initVal(at, value);
}
/** Elements that go down, or come from another array. */
function copyUp(from: Arr, source: u32, to: Arr, target: u32, count: u32): void {
  for (let i: u32 = 0; i < count; i = i + 1) put(to, target + i, element(from, source + i));
}
/** Elements that go up within an array: the last first. */
function copyDown(array: Arr, source: u32, target: u32, count: u32): void {
  for (let i: u32 = count; i !== 0; i = i - 1) put(array, target + i - 1, element(array, source + i - 1));
}

function runCount(sort: Sort): u32 {
  return arrayLength(sort.runs) >>> 1;
}
function runStart(sort: Sort, at: u32): u32 {
  return arrayGet(sort.runs, at << 1) as f64 as u32;
}
function runLength(sort: Sort, at: u32): u32 {
  return arrayGet(sort.runs, (at << 1) + 1) as f64 as u32;
}

/** A length of which the array's is a power of two times, or a little less. */
function leastRun(length: u32): u32 {
  let rest: u32 = 0;
  let n: u32 = length;
  while (n >= MIN_MERGE) {
    rest = rest | (n & 1);
    n = n >>> 1;
  }
  return n + rest;
}

/** How long the run at `low` is; one that descends is reversed. */
function runAt(array: Arr, comparator: Val, low: u32, high: u32): u32 {
  let next: u32 = low + 1;
  if (next === high) return 1;
  const descending: bool = order(comparator, element(array, next), element(array, low)) < 0;
  next = next + 1;
  while (next < high && order(comparator, element(array, next), element(array, next - 1)) < 0 === descending)
    next = next + 1;
  if (descending) reverse(array, low, next - 1);
  return next - low;
}
function reverse(array: Arr, from: u32, to: u32): void {
  let low: u32 = from;
  let high: u32 = to;
  while (low < high) {
    const value: Val = element(array, low);
    put(array, low, element(array, high));
    put(array, high, value);
    low = low + 1;
    high = high - 1;
  }
}

/** Binary insertion of what stands from `start` on into the run at `low`. */
function insertRest(array: Arr, comparator: Val, low: u32, start: u32, high: u32): void {
  for (let next: u32 = start; next < high; next = next + 1) {
    const pivot: Val = element(array, next);
    let left: u32 = low;
    let right: u32 = next;
    while (left < right) {
      const middle: u32 = (left + right) >>> 1;
      if (order(comparator, pivot, element(array, middle)) < 0) right = middle;
      else left = middle + 1;
    }
    insert(array, left, next);
  }
}
/** Moves the element at `from` down to `to`. */
function insert(array: Arr, to: u32, from: u32): void {
  const value: Val = element(array, from);
  if (isMarking()) {
    copyDown(array, to, to + 1, from - to);
    put(array, to, value);
    return;
  }
  const end: u32 = elementsOf(array) + (to << 3);
  for (let at: u32 = elementsOf(array) + (from << 3); at !== end; at = at - 8) initVal(at, loadVal(at - 8));
  initVal(end, value);
}

/** Merges runs until each is longer than the two behind it together. */
function collapse(sort: Sort): void {
  while (runCount(sort) > 1) {
    let at: u32 = runCount(sort) - 2;
    if (!isSettled(sort, at + 1) || !isSettled(sort, at)) {
      if (runLength(sort, at - 1) < runLength(sort, at + 1)) at = at - 1;
    } else if (runLength(sort, at) > runLength(sort, at + 1)) return;
    mergeAt(sort, at);
  }
}
function isSettled(sort: Sort, at: u32): bool {
  return at < 2 || runLength(sort, at - 2) > runLength(sort, at - 1) + runLength(sort, at);
}

/** Merges the run `at` and the one behind it. */
function mergeAt(sort: Sort, at: u32): void {
  const { array, comparator, runs } = sort;
  let left: u32 = runStart(sort, at);
  let leftCount: u32 = runLength(sort, at);
  const right: u32 = runStart(sort, at + 1);
  let rightCount: u32 = runLength(sort, at + 1);
  arraySet(runs, (at << 1) + 1, leftCount + rightCount);
  if (at + 3 === runCount(sort)) {
    arraySet(runs, (at + 1) << 1, runStart(sort, at + 2));
    arraySet(runs, ((at + 1) << 1) + 1, runLength(sort, at + 2));
  }
  arraySetLength(runs, arrayLength(runs) - 2);
  // What stands in its place already at either end stays there.
  const skipped: u32 = gallopRight(array, comparator, element(array, right), left, leftCount, 0);
  left = left + skipped;
  leftCount = leftCount - skipped;
  if (leftCount === 0) return;
  const last: Val = element(array, left + leftCount - 1);
  rightCount = gallopLeft(array, comparator, last, right, rightCount, rightCount - 1);
  if (rightCount === 0) return;
  const aside: u32 = leftCount <= rightCount ? leftCount : rightCount;
  if (arrayLength(sort.spare) < aside) sort.spare = newHoles(aside);
  if (leftCount <= rightCount) mergeLow(sort, left, leftCount, right, rightCount);
  else mergeHigh(sort, left, leftCount, right, rightCount);
}

/** How many of `length` sorted elements from `base` on are less than `key`; the search starts at `hint`. */
function gallopLeft(array: Arr, comparator: Val, key: Val, base: u32, length: u32, hint: u32): u32 {
  let last: u32 = 0;
  let offset: u32 = 1;
  if (order(comparator, element(array, base + hint), key) < 0) {
    const most: u32 = length - hint;
    while (offset < most && order(comparator, element(array, base + hint + offset), key) < 0) {
      last = offset;
      offset = (offset << 1) + 1;
    }
    if (offset > most) offset = most;
    last = last + hint;
    offset = offset + hint;
  } else {
    const most: u32 = hint + 1;
    while (offset < most && order(comparator, element(array, base + hint - offset), key) >= 0) {
      last = offset;
      offset = (offset << 1) + 1;
    }
    if (offset > most) offset = most;
    const near: u32 = last;
    last = hint - offset;
    offset = hint - near;
  }
  last = last + 1;
  while (last < offset) {
    const middle: u32 = last + ((offset - last) >>> 1);
    if (order(comparator, element(array, base + middle), key) < 0) last = middle + 1;
    else offset = middle;
  }
  return offset;
}
/** As `gallopLeft`, with those that equal `key` counted too. */
function gallopRight(array: Arr, comparator: Val, key: Val, base: u32, length: u32, hint: u32): u32 {
  let last: u32 = 0;
  let offset: u32 = 1;
  if (order(comparator, key, element(array, base + hint)) < 0) {
    const most: u32 = hint + 1;
    while (offset < most && order(comparator, key, element(array, base + hint - offset)) < 0) {
      last = offset;
      offset = (offset << 1) + 1;
    }
    if (offset > most) offset = most;
    const near: u32 = last;
    last = hint - offset;
    offset = hint - near;
  } else {
    const most: u32 = length - hint;
    while (offset < most && order(comparator, key, element(array, base + hint + offset)) >= 0) {
      last = offset;
      offset = (offset << 1) + 1;
    }
    if (offset > most) offset = most;
    last = last + hint;
    offset = offset + hint;
  }
  last = last + 1;
  while (last < offset) {
    const middle: u32 = last + ((offset - last) >>> 1);
    if (order(comparator, key, element(array, base + middle)) < 0) offset = middle;
    else last = middle + 1;
  }
  return offset;
}

function nextGallop(sort: Sort, minGallop: u32): u32 {
  const next: u32 = minGallop > 2 ? minGallop - 1 : 1;
  sort.minGallop = next as f64;
  return next;
}

/** Merges two runs from the front; the left one, which is not the longer, is set aside. */
function mergeLow(sort: Sort, from: u32, countA: u32, right: u32, countB: u32): void {
  const { array, comparator, spare } = sort;
  copyUp(array, from, spare, 0, countA);
  let a: u32 = 0;
  let leftA: u32 = countA;
  let b: u32 = right + 1;
  let leftB: u32 = countB - 1;
  let to: u32 = from + 1;
  put(array, from, element(array, right));
  let minGallop: u32 = sort.minGallop as u32;
  while (leftB !== 0 && leftA !== 1) {
    let winsA: u32 = 0;
    let winsB: u32 = 0;
    while (winsA < minGallop && winsB < minGallop) {
      if (order(comparator, element(array, b), element(spare, a)) < 0) {
        put(array, to, element(array, b));
        b = b + 1;
        leftB = leftB - 1;
        winsB = winsB + 1;
        winsA = 0;
      } else {
        put(array, to, element(spare, a));
        a = a + 1;
        leftA = leftA - 1;
        winsA = winsA + 1;
        winsB = 0;
      }
      to = to + 1;
      if (leftB === 0 || leftA === 1) break;
    }
    if (leftB === 0 || leftA === 1) break;
    minGallop = minGallop + 1;
    for (let first: bool = true; first || winsA >= MIN_GALLOP || winsB >= MIN_GALLOP; first = false) {
      minGallop = nextGallop(sort, minGallop);
      winsA = gallopRight(spare, comparator, element(array, b), a, leftA, 0);
      copyUp(spare, a, array, to, winsA);
      to = to + winsA;
      a = a + winsA;
      leftA = leftA - winsA;
      if (leftA < 2) break;
      put(array, to, element(array, b));
      to = to + 1;
      b = b + 1;
      leftB = leftB - 1;
      if (leftB === 0) break;
      winsB = gallopLeft(array, comparator, element(spare, a), b, leftB, 0);
      copyUp(array, b, array, to, winsB);
      to = to + winsB;
      b = b + winsB;
      leftB = leftB - winsB;
      if (leftB === 0) break;
      put(array, to, element(spare, a));
      to = to + 1;
      a = a + 1;
      leftA = leftA - 1;
      if (leftA === 1) break;
    }
    // An inconsistent comparator may use up the left side.
    if (leftA === 0) return;
    if (leftB === 0 || leftA === 1) break;
    minGallop = minGallop + 1;
    sort.minGallop = minGallop as f64;
  }
  // The last of the left side belongs behind all of the right one.
  copyUp(array, b, array, to, leftB);
  copyUp(spare, a, array, to + leftB, leftA);
}

/** Merges two runs from the end; the right one, which is the shorter, is set aside. */
function mergeHigh(sort: Sort, from: u32, countA: u32, right: u32, countB: u32): void {
  const { array, comparator, spare } = sort;
  copyUp(array, right, spare, 0, countB);
  let leftA: u32 = countA - 1;
  let leftB: u32 = countB;
  // The places that are filled next, and the elements left of the left side, end here (exclusive).
  let to: u32 = right + countB - 1;
  put(array, to, element(array, from + leftA));
  let minGallop: u32 = sort.minGallop as u32;
  while (leftA !== 0 && leftB !== 1) {
    let winsA: u32 = 0;
    let winsB: u32 = 0;
    while (winsA < minGallop && winsB < minGallop) {
      to = to - 1;
      if (order(comparator, element(spare, leftB - 1), element(array, from + leftA - 1)) < 0) {
        put(array, to, element(array, from + leftA - 1));
        leftA = leftA - 1;
        winsA = winsA + 1;
        winsB = 0;
      } else {
        put(array, to, element(spare, leftB - 1));
        leftB = leftB - 1;
        winsB = winsB + 1;
        winsA = 0;
      }
      if (leftA === 0 || leftB === 1) break;
    }
    if (leftA === 0 || leftB === 1) break;
    minGallop = minGallop + 1;
    for (let first: bool = true; first || winsA >= MIN_GALLOP || winsB >= MIN_GALLOP; first = false) {
      minGallop = nextGallop(sort, minGallop);
      winsA = leftA - gallopRight(array, comparator, element(spare, leftB - 1), from, leftA, leftA - 1);
      to = to - winsA;
      leftA = leftA - winsA;
      copyDown(array, from + leftA, to, winsA);
      if (leftA === 0) break;
      to = to - 1;
      put(array, to, element(spare, leftB - 1));
      leftB = leftB - 1;
      if (leftB === 1) break;
      winsB = leftB - gallopLeft(spare, comparator, element(array, from + leftA - 1), 0, leftB, leftB - 1);
      to = to - winsB;
      leftB = leftB - winsB;
      copyUp(spare, leftB, array, to, winsB);
      if (leftB < 2) break;
      to = to - 1;
      put(array, to, element(array, from + leftA - 1));
      leftA = leftA - 1;
      if (leftA === 0) break;
    }
    if (leftB === 0) return;
    if (leftA === 0 || leftB === 1) break;
    minGallop = minGallop + 1;
    sort.minGallop = minGallop as f64;
  }
  // What is left of the left side goes up; what is set aside belongs before it.
  copyDown(array, from, to - leftA, leftA);
  copyUp(spare, 0, array, to - leftA - leftB, leftB);
}
