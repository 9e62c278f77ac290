// localeCompare: each pair of a list of words, and the list sorted.
const words = ['apple', 'Apple', 'APPLE', 'äpple', 'Äpple', 'zebra', 'Zebra', 'éclair', 'eclair', 'Eclair', 'résumé', 'resume', 'Resume', 'résume', '1', '10', '2', 'a b', 'ab', 'a-b', 'a_b', 'a.b', '', ' ', '_x', '-x', '$5', '€5', '#tag', '@me', 'straße', 'strasse', 'strassf', 'œuvre', 'oeuvre', 'ñandú', 'nandu', 'Ω', 'ω', 'я', 'Я', 'а', '中文', '日本', '한국', 'あ', '😀', 'é', 'łódź', 'lodz', 'øre', 'ore', 'þing', 'ing', '(a)', '[a]', '{a}', '"q"', "'q'", '~', '^', '%', '&', '+', '=', '<', '>', '|', '!', '?', ',', ';', ':', '*', '/', '\\', 'a1', 'a10', 'a2', 'A1', 'co-op', 'coop', 'CO-OP'];
let out = '';
for (const a of words) { for (const b of words) out += a.localeCompare(b) + 1; out += '\n'; }
console.log(out);
console.log(words.toSorted((a, b) => a.localeCompare(b)).join('|'));
export {};
