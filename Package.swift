// swift-tools-version: 6.2
import PackageDescription

// The arrows between targets are the architecture: each target lists everything it may import, and the build runs with
// `--explicit-target-dependency-import-check error`. Pure targets (Measures, TabularText, StockLedger, RouteSolver,
// RoundPlanning, FunderReports, AdminProtocol, PlainJSON, Speech) hold no I/O, no clock, no environment and no global randomness.

let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "entrepot",
    products: [
        .executable(name: "entrepotd", targets: ["entrepotd"]),
        .executable(name: "entrepot", targets: ["entrepot"]),
        .executable(name: "route-bench", targets: ["route-bench"]),
        .executable(name: "plan-bench", targets: ["plan-bench"]),
    ],
    dependencies: [
        // Sockets with back-pressure, half-closure and thousands of idle clients: the admin socket's sessions.
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        // Flags, help pages and exit codes of the executables.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // One logging face for the daemon, whatever collects the lines.
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        // Start and stop order of the daemon's parts, and signals.
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        // The configuration file, read node by node so that an unknown key is an error with its line.
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // MARK: C libraries
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        // crypt(3) for the PINs of persons; libc6-dev brings it along (libcrypt-dev).
        .systemLibrary(name: "CCrypt", providers: [.apt(["libcrypt-dev"])]),
        // Line editing with history for who types at a terminal; BSD's editor is in every distribution and its licence lets anybody use it.
        .systemLibrary(name: "CLibEdit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
        // Its spawn beside swift-subprocess 1.0.2: that one takes on an account and a session as well, as fast (1.1 against 1.4 ms), but
        // knows no umask and no parent-death signal, and waits for its program, where PostgreSQL outlives a daemon that was killed.
        .target(name: "CLinux"),

        // MARK: Pure modules
        .target(name: "Measures", swiftSettings: house),
        .target(name: "Speech", dependencies: ["Measures"], swiftSettings: house),
        .target(name: "TabularText", dependencies: ["Measures", "Speech"], swiftSettings: house),
        // Beside FoundationEssentials' JSONEncoder and JSONDecoder, which lose the order of keys and drop one of two equal keys: a record of
        // ten fields is written in 0.9 µs against 5.2, read in 2.0 against 8.5; a stripped static program grows by 0.3 MB against 7.5.
        .target(name: "PlainJSON", dependencies: ["Speech"], swiftSettings: house),
        .target(name: "StockLedger", dependencies: ["Measures", "Speech"], swiftSettings: house),
        .target(name: "RouteSolver", swiftSettings: house),
        .target(name: "RoundPlanning", dependencies: ["Measures", "Speech", "StockLedger", "RouteSolver"], swiftSettings: house),
        .target(name: "FunderReports", dependencies: ["Measures", "Speech", "TabularText"], swiftSettings: house),
        .target(name: "AdminProtocol", dependencies: ["PlainJSON", "Speech"], swiftSettings: house),

        // MARK: PostgreSQL
        .target(
            name: "PostgresClient",
            dependencies: ["CLibPQ", "CLinux"],
            swiftSettings: house + [.strictMemorySafety()]
        ),
        .target(
            name: "EntrepotStore",
            dependencies: ["PostgresClient", "PlainJSON", "Measures", "Speech", "StockLedger", "RoundPlanning", "FunderReports"],
            swiftSettings: house
        ),
        .target(
            name: "EmbeddedPostgres", dependencies: ["CLinux", .product(name: "Logging", package: "swift-log")], swiftSettings: house),

        // MARK: Use cases and faces
        .target(
            name: "EntrepotService",
            dependencies: [
                "CCrypt", "EntrepotStore", "PostgresClient", "Measures", "Speech", "TabularText", "PlainJSON", "StockLedger", "RouteSolver",
                "RoundPlanning", "FunderReports", .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: house
        ),
        .target(
            name: "AdminSocket",
            dependencies: [
                "AdminProtocol", "PlainJSON", "Measures", "Speech", "CLinux",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: house
        ),
        .target(
            name: "HouseCommands",
            dependencies: [
                "AdminSocket", "AdminProtocol", "PlainJSON", "EntrepotService", "EntrepotStore", "Measures", "Speech", "StockLedger",
                "RoundPlanning", "TabularText", "PostgresClient",
            ],
            swiftSettings: house
        ),

        // MARK: Executables
        .target(
            name: "DaemonConfiguration", dependencies: ["EmbeddedPostgres", "Measures", "Speech", .product(name: "Yams", package: "Yams")],
            swiftSettings: house),
        .target(
            name: "DaemonLife",
            dependencies: [
                "DaemonConfiguration", "EmbeddedPostgres", "Measures", .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: house
        ),
        .executableTarget(
            name: "entrepotd",
            dependencies: [
                "DaemonConfiguration", "DaemonLife", "AdminSocket", "HouseCommands", "AdminProtocol", "PlainJSON", "EntrepotService",
                "EntrepotStore", "PostgresClient", "StockLedger", "Measures", "Speech",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: house
        ),
        .executableTarget(
            name: "entrepot",
            dependencies: [
                "AdminProtocol", "PlainJSON", "Speech", "CLinux", "CLibEdit",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: house
        ),

        .executableTarget(
            name: "benchmarks",
            dependencies: ["EmbeddedPostgres", "CLinux", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            path: "Tests/Benchmarks",
            exclude: ["slow_fdatasync.c", "route-peers", "RouteInstances", "InstanceRuns", "RouteBench", "PlanBench"],
            swiftSettings: house
        ),
        .target(name: "RouteInstances", dependencies: ["RouteSolver"], path: "Tests/Benchmarks/RouteInstances", swiftSettings: house),
        .target(
            name: "InstanceRuns",
            dependencies: ["RouteInstances", "RouteSolver", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            path: "Tests/Benchmarks/InstanceRuns", swiftSettings: house),
        .executableTarget(
            name: "route-bench",
            dependencies: ["InstanceRuns", "RouteInstances", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            path: "Tests/Benchmarks/RouteBench", swiftSettings: house),
        .executableTarget(
            name: "plan-bench",
            dependencies: ["InstanceRuns", "RouteInstances", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            path: "Tests/Benchmarks/PlanBench", swiftSettings: house),

        // MARK: Tests
        .target(
            name: "TestSupport",
            dependencies: ["PostgresClient", "CLinux"],
            path: "Tests/TestSupport",
            swiftSettings: house
        ),
        // The slow, obvious second opinion of the books: it judges by the same rules and shares no code that moves stock.
        .target(name: "ReferenceLedger", dependencies: ["StockLedger"], path: "Tests/ReferenceLedger", swiftSettings: house),
        .testTarget(name: "MeasuresTests", dependencies: ["Measures", "Speech"], swiftSettings: house),
        .testTarget(name: "TabularTextTests", dependencies: ["Speech", "TabularText"], swiftSettings: house),
        .testTarget(name: "StockLedgerTests", dependencies: ["Speech", "StockLedger", "Measures"], swiftSettings: house),
        .testTarget(name: "ReferenceLedgerTests", dependencies: ["ReferenceLedger", "StockLedger"], swiftSettings: house),
        .testTarget(name: "PostgresClientTests", dependencies: ["PostgresClient", "TestSupport"], swiftSettings: house),
        .testTarget(
            name: "EmbeddedPostgresTests", dependencies: ["EmbeddedPostgres", .product(name: "Logging", package: "swift-log")],
            swiftSettings: house),
        .testTarget(
            name: "EntrepotdTests",
            dependencies: [
                "entrepotd", "DaemonConfiguration", "DaemonLife", "EmbeddedPostgres", "Measures",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: house),
        .testTarget(
            name: "EntrepotStoreTests",
            dependencies: ["EntrepotStore", "PostgresClient", "ReferenceLedger", "StockLedger", "Measures", "Speech", "TestSupport"],
            swiftSettings: house),
        .testTarget(
            name: "EntrepotServiceTests",
            dependencies: [
                "EntrepotService", "EntrepotStore", "PostgresClient", "PlainJSON", "StockLedger", "RoundPlanning", "FunderReports",
                "Measures", "Speech", "TabularText", "TestSupport",
                .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: house),
        .testTarget(
            name: "AcceptanceTests",
            dependencies: ["entrepotd", "entrepot", "AdminSocket", "HouseCommands", "Measures", "PostgresClient", "TestSupport"],
            exclude: ["Transcripts"],
            swiftSettings: house),
        .testTarget(
            name: "Regressions", dependencies: ["Speech", "EntrepotStore", "PostgresClient", "StockLedger", "Measures", "TestSupport"],
            swiftSettings: house),
        // Reads the sources as text.
        .testTarget(name: "TidyTests", swiftSettings: house),
        .testTarget(
            name: "SimulationTests",
            dependencies: [
                "EntrepotService", "EntrepotStore", "PostgresClient", "ReferenceLedger", "StockLedger", "Measures", "Speech", "PlainJSON",
                "TestSupport",
                .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: house),
        .testTarget(name: "RouteSolverTests", dependencies: ["RouteSolver"], swiftSettings: house),
        .testTarget(
            name: "RouteInstancesTests",
            dependencies: [
                "InstanceRuns", "RouteInstances", "RouteSolver", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: house),
        .testTarget(
            name: "RoundPlanningTests", dependencies: ["Speech", "RoundPlanning", "RouteSolver", "Measures"], swiftSettings: house),
        .testTarget(
            name: "FunderReportsTests", dependencies: ["Speech", "FunderReports", "Measures", "TabularText"], swiftSettings: house),
        .testTarget(
            name: "AdminSocketTests",
            dependencies: [
                "AdminSocket", "AdminProtocol", "Measures", "Speech", "PlainJSON", "CLinux", "entrepot",
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: house),
        .testTarget(
            name: "HouseCommandsTests",
            dependencies: ["HouseCommands", "AdminSocket", "AdminProtocol", "Measures", "Speech", "PlainJSON"], swiftSettings: house),
        .testTarget(name: "SpeechTests", dependencies: ["Speech"], swiftSettings: house),
        .testTarget(name: "AdminProtocolTests", dependencies: ["AdminProtocol", "PlainJSON", "Speech"], swiftSettings: house),
    ],
    swiftLanguageModes: [.v6]
)
