// Deep optional chains through classes, maps, arrays and functions.
class Org {
  teams = new Map<string, { lead?: { name: string; boss?: Org } | null; members: (string | undefined)[] }>();
  find = (t: string) => this.teams.get(t);
}
const org = new Org();
org.teams.set('a', { lead: { name: 'Ann' }, members: ['x', undefined] });
org.teams.set('b', { lead: null, members: [] });
for (const t of ['a', 'b', 'c']) {
  const team = org.find(t);
  console.log(team?.lead?.name?.[0] ?? 'nobody', team?.members[0]?.length ?? -1, team?.members.at(-1) ?? 'last?', team?.lead?.boss?.find?.('a')?.lead?.name, (team?.members ?? []).length);
}
const a = org.find('a')!;
a.lead!.boss = org;
console.log(a.lead?.boss?.find('a')?.lead?.boss === org);
