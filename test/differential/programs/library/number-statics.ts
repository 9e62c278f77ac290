// Number statics and conversions of odd values.
console.log(Number.MAX_SAFE_INTEGER + 2, Number.MIN_VALUE / 2, Number.MAX_VALUE * 1.1, Number.parseFloat === parseFloat, Number.parseInt('7px'), Number.isInteger(5.0), Number.isSafeInteger(2 ** 53));
for (const v of ['', ' \n', '12e2', '0x10', '1_0', 'Infinity', null, undefined, true, [], [7], ['8'], [1, 2], {}, new Date(9), () => 1]) console.log(Number(v), Number.isNaN(v as number), Number.isFinite(v as number));
console.log(Number(10n), Number('-0'), Object.is(Number('-0'), -0), +'', +' ', +'\t5\n', -'7', Number(new Number(3)), typeof Number('3'), typeof new Number(3), (25).toString(36), Number('１'));
