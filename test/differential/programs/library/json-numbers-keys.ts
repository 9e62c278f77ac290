// JSON of numbers, keys and strings in all spellings.
for (const t of ['0', '-0', '1e5', '1E+5', '1e-5', '123456789012345678901', '0.1', '1.0', '-1.5e-300', '1e400', '5e-324']) console.log(t, JSON.parse(t), JSON.stringify(JSON.parse(t)));
console.log(JSON.stringify({ 'a b': 1, 'ü': 2, '\n': 3, '"': 4, '': 5, 10: 6, '-1': 7 }), JSON.parse('{"":{"":[]}}'), JSON.parse('"\\ud83d\\ude00\\/\\b\\f\\t"'), JSON.stringify('\ud83d'), JSON.stringify('\u007f\u2029</script>'));
const o = JSON.parse('{"z":1,"2":2,"a":3,"1":4}');
console.log(Object.keys(o), JSON.stringify(o), JSON.stringify([o, [o]]).length, JSON.stringify({ k: [null, true, [], {}] }));
console.log(JSON.parse(' \t\n\r[1 , 2 ] '), JSON.parse('[[[[1]]]]').flat(9), JSON.parse('{"a":{"a":{"a":1}}}').a.a.a);
