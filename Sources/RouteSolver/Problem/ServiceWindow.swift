/// A span of one day in which a service may begin.
///
/// Both ends are seconds from the start of the day and both are included: arriving at `closes` is in time.
package struct ServiceWindow: Sendable, Hashable {
    /// First second at which service may begin; who arrives earlier waits.
    package var opens: Int
    /// Last second at which service may begin.
    package var closes: Int

    /// A window from `opens` to `closes`, in seconds from the start of the day.
    package init(opens: Int, closes: Int) {
        self.opens = opens
        self.closes = closes
    }
}
