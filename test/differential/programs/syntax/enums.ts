// Numeric, string, heterogeneous, computed and const enums; reverse mapping; merging.
enum Dir {
  Up,
  Down = 5,
  Left,
  Right = Left * 2,
}
enum Level {
  Low = 'LOW',
  High = 'HIGH',
}
enum Mixed {
  A = 1,
  B = 'b',
  C = 'xyz'.length,
}
const enum Flag {
  None = 0,
  Read = 1 << 0,
  Write = 1 << 1,
  All = Read | Write,
}
enum Dir {
  Extra = 100,
}
console.log(Dir.Up, Dir.Right, Dir[5], Dir['Left'], Dir, Level, Mixed);
console.log(Flag.All, Flag.Read & Flag.Write, Object.keys(Level), Object.values(Dir).filter((v) => typeof v === 'number'));
const name = (d: Dir): string => {
  switch (d) {
    case Dir.Up: return 'up';
    case Dir.Down: return 'down';
    default: return Dir[d] ?? 'unknown';
  }
};
console.log(name(Dir.Up), name(Dir.Extra), name(77 as Dir), (Level.Low as string) === 'LOW');
for (const k in Level) console.log(k, Level[k as keyof typeof Level]);
