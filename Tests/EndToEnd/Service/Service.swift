import Foundation
import NarrateTestSupport
import Testing

@testable import ElevenLabsStandIn

/// The paid service's stand-in and a folder, for runs of the built program.
struct Service: Sendable {
    let standIn: StandIn
    let folder: String

    /// A key like no other text, so that it can be looked for.
    static let key = "sk_7d1e5fa3c0ffee94b2a86013de4adbeef5"

    /// Runs a test with a server of its own that refuses whatever the schema does not know.
    static func with(
        _ change: (inout StandInOptions) -> Void = { _ in },
        _ body: (Service) async throws -> Void
    ) async throws {
        var options = StandInOptions()
        options.isStrict = true
        options.keys = [key]
        change(&options)
        let standIn = try await StandIn(options)
        try await withTemporaryFolder { folder in
            try await body(Service(standIn: standIn, folder: folder))
        }
        await standIn.stop()
    }

    /// Variables that lead the program to the stand-in.
    var environment: [String: String] {
        ["ELEVENLABS_API_KEY": Self.key, "ELEVENLABS_BASE_URL": standIn.url]
    }

    /// Runs the program in the folder.
    func narrate(
        _ arguments: String...,
        environment changes: [String: String] = [:]
    ) async throws -> ProgramResult {
        try await runProgram(
            Narrate.path,
            arguments,
            in: folder,
            environment: environment.merging(changes) { _, new in new }
        )
    }

    func write(_ text: String, as name: String) throws -> String {
        try SampleBook.write(text, as: name, in: folder)
    }

    /// Every request, as the server wrote it down.
    var requests: [Journal.Entry] {
        get async { await standIn.account.journal.entries }
    }

    /// The requests for speech.
    var spoken: [Journal.Entry] {
        get async { await requests.filter { $0.characters > 0 } }
    }

    var journal: Journal {
        get async { await standIn.account.journal }
    }

    func forgetJournal() async { await standIn.account.clearJournal() }

    /// What the server takes exception to in requests it answered all the same.
    var warnings: [String] {
        get async { await requests.flatMap(\.warnings) }
    }
}

extension Journal.Entry {
    var text: String { body["text"]?.string ?? "" }

    func strings(_ name: String) -> [String] {
        (body[name]?.array ?? []).compactMap(\.string)
    }
}

/// A book with one sentence for each paragraph, all different.
enum NumberedBook {
    static func html(chapters: Int, paragraphs: Int, title: String = "Numbers") -> String {
        var page = "<html lang=\"en\"><head><title>\(title)</title></head><body>"
        for chapter in 1...chapters {
            page += "<h1>Chapter number \(chapter)</h1>"
            for paragraph in 1...paragraphs {
                page += "<p>\(sentence(chapter, paragraph))</p>"
            }
        }
        return page + "</body></html>"
    }

    /// Long enough that the script joins no two of them.
    static func sentence(_ chapter: Int, _ paragraph: Int) -> String {
        "In \(title(chapter)) the traveller came upon marker \(paragraph) beside the road, and "
            + "stopped to read what the people of the valley had carved into the stone long ago, "
            + "before the bridge was built and the river was given another bed; "
            + "then the road went on towards the hills, and so did everybody who was on it that day."
    }

    private static func title(_ chapter: Int) -> String {
        ["spring", "summer", "autumn", "winter"][chapter % 4] + " of the year \(chapter)"
    }
}
