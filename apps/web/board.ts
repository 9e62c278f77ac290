// The messages of the board: the newest hundred, and no more.

export const MESSAGES_MAX = 100;
export const TEXT_LENGTH_MAX = 280;

export interface Message {
  readonly id: number;
  readonly author: string;
  readonly text: string;
  readonly atMs: number;
}

export class Board {
  /** The newest last. */
  private messages: Message[] = [];
  private nextId = 1;

  /** The message that was added; undefined when its text is empty or too long. */
  add(author: string, text: string, atMs: number): Message | undefined {
    const trimmed = text.trim();
    if (trimmed === '' || trimmed.length > TEXT_LENGTH_MAX) return undefined;
    const message = { id: this.nextId++, author, text: trimmed, atMs };
    this.messages.push(message);
    if (this.messages.length > MESSAGES_MAX) this.messages.shift();
    return message;
  }
  /** Newest first. */
  latest(): readonly Message[] {
    return this.messages.toReversed();
  }
}
