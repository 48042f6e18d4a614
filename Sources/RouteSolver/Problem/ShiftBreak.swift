/// A rest the crew has to be given while it is out.
///
/// It is taken standing: at the start before leaving, at a stop before or after the service, or while loading again. A vehicle that is back
/// no later than `closes` needs none.
package struct ShiftBreak: Sendable, Hashable {
    /// First second of the day at which it may begin.
    package var opens: Int
    /// Last second of the day at which it may begin.
    package var closes: Int
    /// How long it lasts, in seconds.
    package var seconds: Int

    /// A break that begins between two seconds of the day.
    package init(opens: Int, closes: Int, seconds: Int) {
        self.opens = opens
        self.closes = closes
        self.seconds = seconds
    }
}
