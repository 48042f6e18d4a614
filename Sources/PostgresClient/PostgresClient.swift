// PostgresClient: the Swift face of libpq, and the only module that knows it.
//
// Words. A `Connection` is one session with the server; a `ConnectionPool` lends connections in the order they were asked for; a
// `Transaction` is lent to a closure and commits when the closure returns; `SQL` is text whose interpolated values have become
// binds; a `Row` is read inside a closure and never leaves it; a `Listener` follows notifications.
//
// Threads. Each connection is an actor on an executor that owns one thread. libpq runs in non-blocking mode there, waiting in
// poll(2) on the socket and on an eventfd, so a slow query never holds a thread of the cooperative pool. The closure of
// `transaction` or `withConnection` runs on that same thread: its statements follow each other without a change of thread.
//
// Failure. Everything is a `PostgresError` with a kind and, where the server spoke, SQLSTATE and constraint name. What matters
// most is what became of a write:
//
//   refused by the server                         server             nothing happened; `isTransient` says whether again can help
//   connection lost before COMMIT was sent        connectionLost     nothing happened; trying again is safe
//   connection lost between COMMIT and its answer outcomeUnknown     it may have happened; look before trying again
//   wait for a synchronous standby was cancelled  outcomeUnknown     it happened here, and may be lost with this machine
//
// Cancelling a task that reads cancels the statement on the server; a statement that writes is never cancelled once it was sent.
// Reads that met a broken connection are repeated once on a new one, transactions that met a serialization failure or a deadlock
// are run again as a whole, after a wait with jitter.
