// swift-tools-version: 6.3
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// One system library: a module map and a shim header in `Sources/<name>`.
func library(_ name: String, pkgConfig: String, apt: String) -> Target {
    .systemLibrary(
        name: name,
        path: "Sources/\(name)",
        pkgConfig: pkgConfig,
        providers: [.apt([apt])]
    )
}

/// Loops over samples take a hundred times as long without the optimiser: a debug build of these
/// modules could not be tried from end to end.
let optimized = settings + [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// A module of ours: `Sources/<folder>` is `Narrate<folder>`.
func module(
    _ folder: String,
    _ dependencies: [Target.Dependency] = [],
    settings: [SwiftSetting] = settings
) -> Target {
    .target(
        name: "Narrate\(folder)",
        dependencies: dependencies,
        path: "Sources/\(folder)",
        swiftSettings: settings
    )
}

/// The tests of a module: `Tests/<folder>Tests`.
func tests(_ folder: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: "Narrate\(folder)Tests",
        dependencies: [.target(name: "Narrate\(folder)")]
            + (folder == "Model" ? [] : ["NarrateModel"]) + dependencies,
        path: "Tests/\(folder)Tests",
        swiftSettings: settings
    )
}

/// What `make fuzz` builds: only with the compiler's fuzzing runtime it links.
let fuzzing: [Target] =
    Context.environment["NARRATE_FUZZ"] == nil
    ? []
    : [
        .systemLibrary(name: "CFuzzer", path: "Tests/Fuzz/CFuzzer"),
        .executableTarget(
            name: "SourceFuzz",
            dependencies: ["CFuzzer", "NarrateModel", "NarrateIngest"],
            path: "Tests/Fuzz/SourceFuzz",
            swiftSettings: settings
        ),
    ]

let package = Package(
    name: "narrate",
    products: [.executable(name: "narrate", targets: ["narrate"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        // Opened at run time: of libcurl only the headers are needed here.
        .systemLibrary(
            name: "CCurl",
            path: "Sources/CCurl",
            providers: [.apt(["libcurl4-openssl-dev"])]
        ),
        library("CXML", pkgConfig: "libxml-2.0", apt: "libxml2-dev"),
        library("CZip", pkgConfig: "libzip", apt: "libzip-dev"),
        library("CDeflate", pkgConfig: "libdeflate", apt: "libdeflate-dev"),
        library("CMarkdown", pkgConfig: "md4c-html", apt: "libmd4c-html0-dev"),
        library("CLAME", pkgConfig: "lame", apt: "libmp3lame-dev"),
        library("CMPG123", pkgConfig: "libmpg123", apt: "libmpg123-dev"),
        library("CEBUR128", pkgConfig: "libebur128", apt: "libebur128-dev"),
        library("COpus", pkgConfig: "opusfile", apt: "libopusfile-dev"),
        library("CSoxr", pkgConfig: "soxr", apt: "libsoxr-dev"),
        library("CCrypto", pkgConfig: "libcrypto", apt: "libssl-dev"),
        .systemLibrary(name: "CAllocator", path: "Sources/CAllocator"),
        .systemLibrary(name: "CDisk", path: "Sources/CDisk"),
        .systemLibrary(name: "CSphinx", path: "Sources/CSphinx"),

        module("Model"),
        module("Digest", ["NarrateModel", "CCrypto"]),
        module(
            "Audio",
            ["NarrateModel", "CMPG123", "COpus", "CEBUR128", "CSoxr"],
            settings: optimized
        ),
        module(
            "Engines",
            [
                "NarrateModel", "CCurl", .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        module("Ingest", ["NarrateModel", "CXML", "CZip", "CDeflate", "CMarkdown"]),
        module("Script", ["NarrateModel"]),
        module("Synthesize", ["NarrateModel"]),
        module("Check", ["NarrateModel", "NarrateAudio", "CSphinx"], settings: optimized),
        module("Assemble", ["NarrateModel", "NarrateAudio", "CLAME"], settings: optimized),
        module("Publish", ["NarrateModel", "NarrateAudio", "NarrateDigest"]),
        module("Delivery", ["NarrateModel", "NarrateDigest", "NarrateEngines"]),
        module("Ledger", ["NarrateModel", .product(name: "GRDB", package: "GRDB.swift")]),
        module(
            "Pipeline",
            [
                "NarrateModel", "NarrateDigest", "NarrateAudio", "NarrateEngines", "NarrateIngest",
                "NarrateScript", "NarrateSynthesize", "NarrateCheck", "NarrateAssemble",
                "NarratePublish", "NarrateDelivery", "NarrateLedger", "CDisk",
                .product(name: "Yams", package: "Yams"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .executableTarget(
            name: "narrate",
            dependencies: [
                "NarrateModel", "NarrateDigest", "NarratePipeline", "NarrateLedger",
                "NarrateAudio", "NarrateAssemble", "NarratePublish", "NarrateDelivery",
                "NarrateCheck", "NarrateIngest", "NarrateScript", "CAllocator",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/CLI",
            swiftSettings: settings
        ),

        .target(
            name: "NarrateTestSupport",
            dependencies: [
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            path: "Tests/Support",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "ElevenLabsStandIn",
            dependencies: [
                .product(name: "FlyingFox", package: "FlyingFox"),
                .product(name: "FlyingSocks", package: "FlyingFox"),
            ],
            path: "Tests/ElevenLabsStandIn",
            exclude: ["Conformance"],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "SynthesizeBench",
            dependencies: ["NarrateModel", "NarrateSynthesize", "NarrateCheck"],
            path: "Tests/Bench/SynthesizeBench",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "TakeEar",
            dependencies: ["NarrateModel", "NarrateCheck"],
            path: "Tests/Ear/TakeEar",
            swiftSettings: settings
        ),
        tests("Model"),
        tests("Digest"),
        tests("Audio", ["CEBUR128"]),
        tests("Engines", ["ElevenLabsStandIn"]),
        tests("Ingest"),
        tests("Script"),
        tests("Synthesize"),
        tests("Check", ["NarrateAudio"]),
        tests("Assemble", ["NarrateAudio"]),
        tests("Publish"),
        tests("Delivery", ["NarrateEngines", "NarrateDigest", "NarrateTestSupport"]),
        tests(
            "Pipeline",
            [
                "NarrateTestSupport", "NarrateIngest", "NarrateScript", "NarrateLedger",
                "NarrateDigest",
            ]
        ),
        tests("Ledger", [.product(name: "GRDB", package: "GRDB.swift")]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "narrate", "NarrateTestSupport", "ElevenLabsStandIn",
                .product(name: "FlyingFox", package: "FlyingFox"),
                .product(name: "FlyingSocks", package: "FlyingFox"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ],
            path: "Tests/EndToEnd",
            exclude: [
                "Web/player.py", "Delivery/store.py", "Docs/ci.py", "Container/chroot.sh",
                "Manifests/schema.py",
            ],
            swiftSettings: settings
        ),
    ] + fuzzing,
    swiftLanguageModes: [.v6]
)
