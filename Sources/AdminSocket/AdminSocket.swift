// The admin socket: who may connect, what a line means, and how answers get back.
//
// Three layers, each usable without the one below it:
//   Table      `CommandTable` holds every command as data (`CommandSpec`): words and arguments in English and French, roles,
//              effect, errors, reply keys, examples. It turns a request line into an `Invocation` or a refusal that teaches, and
//              it is where help, permissions and the masking of secrets come from.
//   Session    `SessionState` is what was said as a value: language, format, defaults, open batch. It decides what a request
//              leads to (`SessionStep`); `SessionRunner` does it. `SessionFlow` is the life of a connection as a value: who speaks,
//              what is read, one request at a time, deadlines, goodbyes; it says what to do (`SessionAction`). `InProcessSession`
//              talks without a socket.
//   Transport  `AdminListener` binds the Unix socket and runs one `SessionHandler` for each client on an event loop, which does what
//              its flow says.
//
// What a stranger can cost is bounded: an account without any role is asked about before anything it says is looked at, may send a
// few lines, stays for seconds, and its refusals are counted, not written down one by one. Roles are looked up for each request.
// All open batches together have a ceiling. Without descriptors the door waits; some are always left to the rest of the daemon.
//
// On failure: a handler throws `Refusal`, which becomes an ERR final; anything else becomes INTERNAL with an id that the
// log repeats. A read stops when its client leaves; a write that was handed to its handler always runs to its end.
