extension RoutingTables {
    /// The windows of one visit on one day: the outer bounds, and where all of them stand.
    struct DayWindows {
        /// Opening of the first window.
        var opens: Int32
        /// Closing of the last window; before `opens` on a closed day.
        var closes: Int32
        /// First window in `windows`, and the one behind the last.
        var first: Int32
        var end: Int32

        /// Whether one window is all there is.
        @inline(__always) var isSingle: Bool { end &- first == 1 }
    }

    /// When service begins at a visit reached at `arrival`; -1 when every window has closed.
    @inline(__always) func serviceStart(_ visit: Int, day: Int, arrival: Int32) -> Int32 {
        let span = dayWindows[visit &* dayCount &+ day]
        guard arrival <= span.closes else { return -1 }
        if arrival <= span.opens || span.isSingle { return max(arrival, span.opens) }
        var window = span.first
        while arrival > windows[Int(window)].y { window &+= 1 }
        return max(arrival, windows[Int(window)].x)
    }

    /// The latest moment inside a window that is not above `bound`; -1 when there is none.
    @inline(__always) func latestStart(_ visit: Int, day: Int, bound: Int32) -> Int32 {
        let span = dayWindows[visit &* dayCount &+ day]
        guard bound >= span.opens, span.first < span.end else { return -1 }
        if bound >= span.closes || span.isSingle { return min(bound, span.closes) }
        var window = span.end &- 1
        while bound < windows[Int(window)].x { window &-= 1 }
        return min(bound, windows[Int(window)].y)
    }
}
