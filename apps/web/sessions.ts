// Sessions: a cookie with a random name for what the server remembers of somebody. At most so many, the one used longest ago goes first,
// and none outlives its time.

/** More than this are not remembered at once. */
export const SESSIONS_MAX = 10_000;
export const SESSION_MS = 3600_000;
const COOKIE = 'session';
const ID_BYTES = 16;

export interface Session {
  readonly id: string;
  name: string;
  visits: number;
  lastUsedMs: number;
}

export class Sessions {
  /** In order of use. */
  private readonly byId = new Map<string, Session>();

  get size(): number {
    return this.byId.size;
  }

  /** The session that a request belongs to; undefined for a new or unknown visitor. */
  find(request: Request, nowMs: number): Session | undefined {
    const id = cookieOf(request.headers.get('cookie') ?? '', COOKIE);
    const session = id === undefined ? undefined : this.byId.get(id);
    if (session === undefined) return undefined;
    this.byId.delete(session.id);
    if (nowMs - session.lastUsedMs > SESSION_MS) return undefined;
    session.lastUsedMs = nowMs;
    this.byId.set(session.id, session);
    return session;
  }

  start(name: string, nowMs: number): Session {
    const session: Session = { id: newId(), name, visits: 0, lastUsedMs: nowMs };
    if (this.byId.size >= SESSIONS_MAX) this.byId.delete(this.byId.keys().next().value!);
    this.byId.set(session.id, session);
    return session;
  }
  end(session: Session): void {
    this.byId.delete(session.id);
  }

  /** The Set-Cookie field that makes a browser remember. */
  static cookie(session: Session): string {
    return `${COOKIE}=${session.id}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${SESSION_MS / 1000}`;
  }
}

/** The value of one cookie (RFC 6265 §5.4). */
export function cookieOf(field: string, name: string): string | undefined {
  for (const part of field.split(';')) {
    const equals = part.indexOf('=');
    if (equals !== -1 && part.slice(0, equals).trim() === name) return part.slice(equals + 1).trim();
  }
  return undefined;
}

function newId(): string {
  let id = '';
  for (const byte of crypto.getRandomValues(new Uint8Array(ID_BYTES))) id += byte.toString(16).padStart(2, '0');
  return id;
}
