// # Speech: what is said to people
//
// One language, one wording, one refusal, one folding of words, one finder of near words. Every module that says something to a person
// says it with these, so that a refusal passes unchanged from a rule of the ledger, a trigger or a parser to the socket, a page or a
// report, and so that a sentence can never exist in one language only.
//
// Nothing here decides anything about goods, and nothing here writes to a socket.

/// The languages the house speaks.
package enum Language: String, Sendable, Hashable, CaseIterable {
    case english = "en"
    case french = "fr"
}
