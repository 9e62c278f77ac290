// Connections by their four-tuple: a hash table of lists, keyed so that nobody outside can choose who shares a place, doubled
// as it fills (RFC 9293 §3.3.1: a connection is its pair of sockets).

import type { Connection } from './connection.ts';
import type { Secrets } from './secrets.ts';

const FIRST_PLACES = 64;

export class ConnectionTable {
  count: number;
  private readonly secrets: Secrets;
  private places: (Connection | undefined)[];

  constructor(secrets: Secrets) {
    this.count = 0;
    this.secrets = secrets;
    this.places = emptyPlaces(FIRST_PLACES);
  }

  find(local: number, localPort: number, remote: number, remotePort: number): Connection | undefined {
    const hash = this.secrets.place(local, localPort, remote, remotePort);
    let connection = this.places[hash & (this.places.length - 1)];
    while (connection !== undefined) {
      if (
        connection.remotePort === remotePort &&
        connection.localPort === localPort &&
        connection.remote === remote &&
        connection.local === local
      ) {
        return connection;
      }
      connection = connection.tableNext;
    }
    return undefined;
  }

  add(connection: Connection): void {
    if (this.count >= this.places.length) this.grow();
    this.insert(connection);
    this.count++;
  }

  remove(connection: Connection): void {
    const place = this.placeOf(connection);
    let previous: Connection | undefined = undefined;
    let entry = this.places[place];
    while (entry !== undefined && entry !== connection) {
      previous = entry;
      entry = entry.tableNext;
    }
    if (entry === undefined) return;
    if (previous === undefined) this.places[place] = connection.tableNext;
    else previous.tableNext = connection.tableNext;
    connection.tableNext = undefined;
    this.count--;
  }

  private placeOf(connection: Connection): number {
    const { local, localPort, remote, remotePort } = connection;
    return this.secrets.place(local, localPort, remote, remotePort) & (this.places.length - 1);
  }

  private insert(connection: Connection): void {
    const place = this.placeOf(connection);
    connection.tableNext = this.places[place];
    this.places[place] = connection;
  }

  private grow(): void {
    const old = this.places;
    this.places = emptyPlaces(old.length * 2);
    for (let i = 0; i < old.length; i++) {
      let connection = old[i];
      while (connection !== undefined) {
        const next: Connection | undefined = connection.tableNext;
        this.insert(connection);
        connection = next;
      }
    }
  }
}

function emptyPlaces(count: number): (Connection | undefined)[] {
  const places: (Connection | undefined)[] = [];
  for (let i = 0; i < count; i++) places.push(undefined);
  return places;
}
