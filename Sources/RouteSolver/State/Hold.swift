extension RoutingTables {
    /// What a lock does to a visit.
    enum Hold {
        /// Nothing: it may be taken out and put anywhere.
        static let free: UInt8 = 0
        /// It is in a route that is left alone altogether.
        static let outside: UInt8 = 1
        /// It is in the fixed beginning of a route.
        static let pinned: UInt8 = 2
    }
}
