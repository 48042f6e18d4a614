// The admin socket: who may connect, what a line means, and how answers get back.
//
// Three layers, each usable without the one below it:
//   Table      `CommandTable` holds every command as data (`CommandSpec`): words and arguments in English and French, roles,
//              effect, errors, reply keys, examples. It turns a request line into an `Invocation` or a refusal that teaches, and
//              it is where help, permissions and the masking of secrets come from.
//   Session    `SessionState` is one conversation as a value: language, format, defaults, open batch. It decides what a request
//              leads to (`SessionStep`); `SessionRunner` does it. `InProcessSession` talks to it without a socket.
//   Transport  `AdminListener` binds the Unix socket and runs one `SessionHandler` for each client on an event loop.
//
// On failure: a handler throws `Refusal`, which becomes an ERR final; anything else becomes INTERNAL with an id that the
// log repeats. A read stops when its client leaves; a write that was handed to its handler always runs to its end.
