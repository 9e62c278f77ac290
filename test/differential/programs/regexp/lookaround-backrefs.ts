// Look-ahead, look-behind and back-references.
console.log('price: 100USD 200EUR'.match(/\d+(?=EUR)/)?.[0], 'foobar foobaz'.replace(/foo(?!bar)/g, 'X'), '$5 €7'.match(/(?<=€)\d/)?.[0], 'a1b2'.replace(/(?<!a)\d/g, '#'));
console.log('hello wood'.match(/(\w)\1/g), /^(?<q>['"]).*\k<q>$/.test('"x"'), /^(['"]).*\1$/.test('"x\''), '1234567.891'.replace(/\B(?=(\d{3})+(?!\d))/g, ','));
console.log(/(?=(a+))a*b\1/.exec('baaabac')?.[0], /(?<=(\d+)(\d+))$/.exec('1053')?.slice(1), /(z)((a+)?(b+)?(c))*/.exec('zaacbbbcac')?.slice());
console.log(/(?:(a)|b)*/.exec('ab')?.slice(), /(a*)*/.exec('b')?.slice(), /(?!foo)...\b/.exec('foo bar')?.[0]);
console.log(/^(?=.*\d)(?=.*[a-z])(?=.*[A-Z]).{8,}$/.test('Passw0rd'), /(?<a>.)(?<b>.)\k<b>\k<a>/.test('abba'));
