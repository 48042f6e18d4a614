// The admin protocol, version 1: what a line means, and nothing about who carries it.
//
// One line is one request; one line is one record; the first character of a line says what it is. A client sends requests; the
// server answers each with records (`| …`) and exactly one final (`OK …` or `ERR CODE …`), in the order of the requests. Notices
// (`* …`) and events (`! …`) stand only between replies.
//
// The words of this module:
//   line       the octets up to LF, at most 65 536 of them (`LineSplitter`)
//   request    what a line asks for: tag, words, named arguments (`RequestParser`, `RequestLine`)
//   record     one JSON object, TSV row or table row of a reply (`JSONObject`, `RecordFormat`)
//   final      the one line that ends a reply (`ReplyFinal`)
//   notice     what the server says unasked (`Notice`)
//   code       the stable name of an error, with its meaning and whether retrying helps (`ErrorCode`, `CodeTable`)
//
// On failure: a line that cannot be read is refused with a code and the session stays in step (`RequestReader`); three unreadable
// lines in a row, and the verbs of other protocols, end the session. What is sent goes through `ReplyEncoder`, which cannot emit
// a CR or an LF inside a line, whatever the texts hold.

/// The version both sides speak, as the greeting says it.
package let protocolVersion = "1.0"

/// The longest request line in octets, its LF included.
package let longestRequestLine = 65_536

/// The version of daemon and client, as greeting and `--version` say it.
package let programVersion = "0.1.0"
