/// What a session said with NOTIFY.
package struct Notification: Hashable, Sendable {
    /// The channel.
    package let channel: String
    /// The text; empty when none was given.
    package let payload: String
    /// The server's process number of the session that said it.
    package let processNumber: Int32

    /// Names all three.
    package init(channel: String, payload: String, processNumber: Int32) {
        self.channel = channel
        self.payload = payload
        self.processNumber = processNumber
    }
}
