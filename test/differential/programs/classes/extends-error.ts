// Custom errors: name, message, cause, instanceof, printing.
class AppError extends Error {
  override name = 'AppError';
  constructor(
    message: string,
    readonly code: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
class NotFound extends AppError {
  constructor(what: string) {
    super(`${what} not found`, 404, { cause: what });
    this.name = new.target.name;
  }
}
try {
  throw new NotFound('page');
} catch (e) {
  if (e instanceof NotFound) console.log(e.name, e.message, e.code, e.cause, String(e));
  console.log(e instanceof AppError, e instanceof Error, e instanceof TypeError, Object.keys(e as object));
}
console.log(Object.prototype.toString.call(new AppError('x', 1)), new AppError('y', 2).stack?.split('\n')[0]);
