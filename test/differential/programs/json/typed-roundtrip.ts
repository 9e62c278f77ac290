// Partial JSON read into interfaces: missing and extra keys, optional members.
interface User {
  id: number;
  name: string;
  email?: string;
  roles: string[];
  meta?: { level: number | null };
}
const users = JSON.parse('[{"id":1,"name":"Ann","roles":["admin"],"meta":{"level":null}},{"id":2,"name":"Bob","roles":[],"email":"b@x","extra":{"k":[1]}},{"id":3}]') as User[];
for (const u of users) console.log(u.id, u.name?.length, u.email ?? 'none', u.roles?.join(), u.meta?.level ?? -1);
console.log(users[1], Object.keys(users[1]), JSON.stringify(users[2]));
users[2].roles ??= [];
users[2].roles.push('new');
console.log(JSON.stringify(users) === JSON.stringify(JSON.parse(JSON.stringify(users))), users[2]);
const byId: Record<number, User> = Object.fromEntries(users.map((u) => [u.id, u]));
console.log(Object.keys(byId), byId[9]?.name);
const config = { port: 80, ...(JSON.parse('{"port":8080,"host":"h"}') as { port?: number; host?: string }) };
console.log(config.port + 1, config.host);
