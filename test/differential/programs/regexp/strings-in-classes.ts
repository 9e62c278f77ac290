// Classes with strings (flag v): \q{…}, properties of strings, set operations on both, letter case, look-behind.
const show = (pattern: RegExp, text: string): void => console.log(String(pattern), JSON.stringify(text.match(pattern)));
show(/[\q{abc|ab|a}x]/gv, 'abc ab a x b');
show(/^[\q{|ab}]$/v, '');
show(/[\q{ab|cd|e}--\q{cd}]/gv, 'ab cd e');
show(/[\q{ab|cd|e}&&\q{cd|e}]/gv, 'ab cd e');
show(/[[[a-c]\q{xyz}]--b]+/gv, 'abcxyzb');
show(/[\q{AB|Straße}]/giv, 'ab Ab STRASSE straße');
show(/[\q{KM|ſs}]/giv, 'kM SS');
show(/(?<=[\q{ab|b|cab}])x/v, 'cabx');
show(/(?<!\p{Emoji_Keycap_Sequence})!/gv, '1️⃣! 1!');
show(/\p{RGI_Emoji}/gv, '👨‍👩‍👧 👍🏽 🇫🇷 1️⃣ ☺️ ☺ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 a 😀🏻');
show(/^\p{RGI_Emoji_Flag_Sequence}+$/v, '🇫🇷🇩🇪');
show(/[\p{RGI_Emoji_ZWJ_Sequence}&&\q{👨‍👩‍👧|x}]/gv, '👨‍👩‍👧 x 👩‍🚒');
show(/[\p{Emoji_Keycap_Sequence}0-3]+/gv, '1️⃣2 4️⃣ 9');
for (const [text, flags] of [['[^\\q{ab}]', 'v'], ['[^\\q{a}]', 'v'], ['\\P{RGI_Emoji}', 'v'], ['\\p{RGI_Emoji}', 'u'], ['[^\\p{Emoji_Keycap_Sequence}]', 'v'], ['[\\q{a]', 'v'], ['[\\q]', 'v'], ['[\\q{\\d}]', 'v'], ['\\q{a}', 'v'], ['[\\q{a}]', 'u'], ['[\\q{a}]', ''], ['[a--\\q{b}&&c]', 'v'], ['[\\q{a}-z]', 'v'], ['[^\\q{ab}&&\\q{cd}]', 'v'], ['[\\q{a|(}]', 'v']] as const)
  try {
    console.log(text, flags, new RegExp(text, flags).test('b'));
  } catch (e) {
    console.log((e as Error).name, (e as Error).message);
  }
