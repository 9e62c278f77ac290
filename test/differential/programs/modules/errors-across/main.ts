// Errors thrown in one module and caught in another; instanceof across modules.
import { AppError, NotFound } from './errors.ts';
import { load, attempts } from './service.ts';
for (const key of ['a', 'missing', 'boom']) {
  try {
    console.log(load(key));
  } catch (e) {
    if (e instanceof NotFound) console.log('not found', e.key, e.code);
    else if (e instanceof AppError) console.log('app', e.code, e.message);
    else console.log('other', String(e));
  }
}
console.log(attempts);
