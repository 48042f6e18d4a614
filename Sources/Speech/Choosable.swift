/// Something people choose from a few words: each case with its words in both languages, so that the choice of an argument, its help and
/// the records say the same.
package protocol Choosable: RawRepresentable, CaseIterable, Sendable where RawValue == String {
    /// The word in each language.
    var words: Wording { get }
    /// Further words that mean it.
    var otherWords: [String] { get }
}

extension Choosable {
    package var otherWords: [String] { [] }
}
