// Searching contacts by partial matches over several optional fields.
interface Contact {
  name: string;
  phone?: string;
  email?: string;
  tags?: string[];
}
const contacts: Contact[] = [{ name: 'Ann Lee', phone: '555-1234', tags: ['work'] }, { name: 'Bob', email: 'bob@ANN.org' }, { name: 'Cy Young', tags: [] }];
const search = (q: string): string[] => {
  const needle = q.toLowerCase();
  return contacts.filter(({ name, phone, email, tags }) => [name, phone, email, ...(tags ?? [])].some((f) => f?.toLowerCase().includes(needle))).map((c) => c.name);
};
console.log(search('ann'), search('555'), search('WORK'), search('zzz'), search(''));
const initials = contacts.map(({ name }) => name.split(' ').map((p) => p[0]).join('.'));
const withDefaults = contacts.map((c) => ({ phone: 'n/a', ...c, tags: c.tags?.length ? c.tags : ['none'] }));
console.log(initials, withDefaults);
