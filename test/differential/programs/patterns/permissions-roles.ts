// Role-based permissions with inheritance, wildcards, sets and guards.
const roles = { guest: { can: ['read:post'] }, user: { inherits: ['guest'], can: ['create:post', 'update:own'] }, mod: { inherits: ['user'], can: ['delete:*'] }, admin: { can: ['*'] } } as const satisfies Record<string, { inherits?: readonly string[]; can: readonly string[] }>;
type Role = keyof typeof roles;
const grants = (role: Role, seen = new Set<Role>()): Set<string> => {
  if (seen.has(role)) return new Set();
  seen.add(role);
  const r: { inherits?: readonly string[]; can: readonly string[] } = roles[role];
  return (r.inherits ?? []).reduce((s, p) => s.union(grants(p as Role, seen)), new Set<string>(r.can));
};
const allowed = (role: Role, action: string): boolean => grants(role).has(action) || [...grants(role)].some((g) => g === '*' || (g.endsWith(':*') && action.startsWith(g.slice(0, -1))));
for (const role of Object.keys(roles) as Role[]) console.log(role.padEnd(6), ['read:post', 'create:post', 'delete:user', 'shutdown'].map((a) => (allowed(role, a) ? 'yes' : 'no')).join(' '), [...grants(role)].sort());
class Denied extends Error {}
const guard = <A extends unknown[], R>(action: string, f: (...a: A) => R) => (role: Role, ...a: A): R => {
  if (!allowed(role, action)) throw new Denied(`${role} may not ${action}`);
  return f(...a);
};
const remove = guard('delete:post', (id: number) => `deleted ${id}`);
for (const r of ['mod', 'user'] as const) {
  try {
    console.log(remove(r, 7));
  } catch (e) {
    console.log(e instanceof Denied, (e as Error).message);
  }
}
