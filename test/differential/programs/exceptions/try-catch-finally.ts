// Order and results of try, catch and finally.
function f(mode: number): string {
  const log: string[] = [];
  try {
    try {
      log.push('try');
      if (mode === 1) throw new Error('one');
      if (mode === 2) return log.push('return') + log.join();
      if (mode === 3) (null as unknown as { x: number }).x++;
    } catch (e) {
      log.push(`catch ${(e as Error).name}`);
      if (mode === 3) throw 'again';
    } finally {
      log.push('finally');
    }
    log.push('after');
  } catch (e) {
    log.push(`outer ${String(e)}`);
  }
  return log.join(' ');
}
for (let i = 0; i < 4; i++) console.log(i, f(i));
