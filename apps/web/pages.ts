// The page of the board, from a template.

import type { Message } from './board.ts';
import { html, type Html } from './template.ts';
import type { Session } from './sessions.ts';

export function boardPage(session: Session | undefined, messages: readonly Message[]): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>Board</title>
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <nav><a href="/">Home</a> <a href="/docs/">Notes</a> <a href="/board">Board</a></nav>
        <main>
          <h1>Board</h1>
          ${session === undefined ? signIn() : writeForm(session)} ${messages.map(shown)}
        </main>
      </body>
    </html> `;
}

function signIn(): Html {
  return html`<form method="post" action="/login">
    <input name="name" maxlength="40" placeholder="name" required /> <button>Sign in</button>
  </form>`;
}
function writeForm(session: Session): Html {
  return html`<p>${session.name}, visit ${session.visits}</p>
    <form method="post" action="/board"><input name="text" maxlength="280" required /> <button>Say</button></form>
    <form method="post" action="/logout"><button>Sign out</button></form>`;
}
function shown(message: Message): Html {
  return html`<p class="message"><b>${message.author}</b> ${message.text}</p> `;
}
