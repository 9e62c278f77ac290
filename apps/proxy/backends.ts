// The servers behind a proxy: which of them are well, and which is next. A server counts as ill after so many failures in a row, and as
// well again after one success; checks run all the time, so that an ill one comes back by itself.

/** Failures in a row that make a server ill. */
export const FAILURES_MAX = 2;
export const CHECK_EVERY_MS = 2000;
export const CHECK_TIMEOUT_MS = 1000;

export interface Backend {
  /** `http://10.0.0.3:8080`, without a slash at the end. */
  readonly origin: string;
  healthy: boolean;
  failures: number;
  /** Requests that are under way. */
  active: number;
  served: number;
}

export class Backends {
  readonly all: readonly Backend[];
  private turn = 0;

  constructor(origins: readonly string[]) {
    this.all = origins.map((origin) => ({ origin, healthy: true, failures: 0, active: 0, served: 0 }));
  }

  /** The healthy server with the least to do, in turn among equals; undefined when all are ill or already tried. */
  next(tried: readonly Backend[]): Backend | undefined {
    let best: Backend | undefined;
    this.turn++;
    for (let i = 0; i < this.all.length; i++) {
      const backend = this.all[(this.turn + i) % this.all.length]!;
      if (!backend.healthy || tried.includes(backend)) continue;
      if (best === undefined || backend.active < best.active) best = backend;
    }
    return best;
  }

  succeeded(backend: Backend): void {
    backend.failures = 0;
    backend.healthy = true;
  }
  failed(backend: Backend): void {
    backend.failures++;
    if (backend.failures >= FAILURES_MAX) backend.healthy = false;
  }
}
