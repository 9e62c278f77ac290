// Error classes.
export class AppError extends Error {
  constructor(
    message: string,
    readonly code: number,
  ) {
    super(message);
  }
}
export class NotFound extends AppError {
  constructor(readonly key: string) {
    super(`no ${key}`, 404);
  }
}
