// Scales, chords and transposition with modular arithmetic and lookup tables.
const NOTES = ['C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B'] as const;
type Note = (typeof NOTES)[number];
const SCALES = { major: [2, 2, 1, 2, 2, 2], minor: [2, 1, 2, 2, 1, 2], pentatonic: [2, 2, 3, 2] } as const;
const up = (n: Note, by: number): Note => NOTES[(((NOTES.indexOf(n) + by) % 12) + 12) % 12];
const scale = (root: Note, kind: keyof typeof SCALES): Note[] => SCALES[kind].reduce<Note[]>((s, d) => [...s, up(s[s.length - 1], d)], [root]);
const chord = (root: Note, ...steps: number[]): string => [0, ...steps].map((s) => up(root, s)).join('-');
console.log(scale('C', 'major').join(' '), scale('A', 'minor').join(' '), scale('F#', 'pentatonic'), chord('C', 4, 7), chord('A', 3, 7, 10), up('C', -1));
const freq = (n: Note, octave: number): number => 440 * 2 ** ((NOTES.indexOf(n) - 9) / 12 + octave - 4);
console.log((['A', 'C', 'E'] as const).map((n) => freq(n, 4).toFixed(2)), freq('A', 5) / freq('A', 3), scale('D', 'major').filter((n) => n.includes('#')));
