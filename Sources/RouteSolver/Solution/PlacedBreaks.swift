/// A moment at which a vehicle stands somewhere: the start, a stop, a loading, the end.
struct Halt {
    /// When the service may begin; empty for any time.
    var windows: [ServiceWindow]
    /// How long the service or the loading takes, in seconds.
    var service: Int
    /// Seconds of the leg that leads here.
    var legSeconds: Int
}

/// The times of a route with its breaks in place.
struct PlacedBreaks {
    /// What happens at one halt, in seconds of the day.
    struct Stay {
        var arrives: Int
        var begins: Int
        var ends: Int
        var leaves: Int
    }

    /// The halts from start to end.
    var stays: [Stay]
    /// The breaks taken, ascending.
    var breaks: [TakenBreak]
    /// Windows that were closed already.
    var late: Int

    /// When the vehicle leaves its start for the first time.
    var departs: Int { stays.first?.leaves ?? 0 }
    /// When it is back.
    var returns: Int { stays.last?.arrives ?? 0 }
}
