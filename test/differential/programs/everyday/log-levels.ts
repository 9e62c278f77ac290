// A logger with levels, children, context and sinks.
const LEVELS = ['debug', 'info', 'warn', 'error'] as const;
type Level = (typeof LEVELS)[number];
type Log = Record<Level, (msg: string, extra?: object) => void> & { child(ctx: object): Log; level: Level };
const lines: string[] = [];
function logger(level: Level = 'info', ctx: object = {}): Log {
  const self = { level, child: (more: object) => logger(self.level, { ...ctx, ...more }) } as Log;
  for (const l of LEVELS) self[l] = (msg, extra) => { if (LEVELS.indexOf(l) >= LEVELS.indexOf(self.level)) lines.push(`${l.toUpperCase()} ${msg} ${JSON.stringify({ ...ctx, ...extra })}`); };
  return self;
}
const log = logger('info', { app: 'x' });
log.debug('hidden');
log.info('shown', { a: 1 });
const child = log.child({ req: 7, app: 'y' });
child.warn('careful');
child.level = 'error';
child.warn('hidden');
log.level = 'debug';
log.debug('now shown');
console.log(lines, Object.keys(log));
