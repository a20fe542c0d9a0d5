import Dispatch
import Foundation
import NarrateModel
import Synchronization

/// What `narrate script` shows people: utterances with their numbers and roles, the cuts and pauses
/// between them, and what is spoken otherwise than it is written.
struct ScriptSummary {
    let script: NarrationScript

    init(_ script: NarrationScript) { self.script = script }

    /// Hands the text over chapter by chapter, so that a long book's is never in memory whole; some are written
    /// side by side.
    func write(to output: (UnsafeBufferPointer<UInt8>) -> Void) {
        let many = 4 * ProcessInfo.processInfo.activeProcessorCount
        for first in stride(from: 0, to: script.chapters.count, by: many) {
            let chapters = script.chapters[first..<min(first + many, script.chapters.count)]
            let texts = Mutex([Int: Lines]())
            DispatchQueue.concurrentPerform(iterations: chapters.count) { offset in
                let lines = Self.lines(of: chapters[first + offset])
                texts.withLock { $0[offset] = lines }
            }
            for offset in 0..<chapters.count { texts.withLock { $0[offset] }?.write(to: output) }
        }
        var lines = Lines()
        for use in script.lexiconUses { lines.append("lexicon ", LexiconLine(use).text) }
        if !script.lexiconUses.isEmpty { lines.append() }
        lines.write(to: output)
    }

    private static func lines(of chapter: ScriptChapter) -> Lines {
        var lines = Lines()
        let characters = chapter.utterances.reduce(0) { $0 + $1.characterCount }
        lines.append("== ", "\(chapter.index). ", chapter.title)
        lines.append(
            "   \(Durations.count(chapter.utterances.count, "utterance")), \(Durations.count(characters)) characters"
        )
        lines.append()
        for utterance in chapter.utterances {
            lines.append("[\(chapter.index):\(utterance.index)", part(utterance), "]")
            lines.append(indented: utterance.text)
            for change in changes(in: utterance) { lines.append("      ~ ", change) }
            lines.append("   ", mark(utterance))
        }
        lines.append()
        return lines
    }

    /// Text that grows line by line.
    private struct Lines: Sendable {
        private var bytes: [UInt8] = []

        mutating func append(_ parts: String...) {
            for part in parts { bytes.append(contentsOf: part.utf8) }
            bytes.append(0x0A)
        }

        /// Each line of a text, three columns to the right; empty ones are left out.
        mutating func append(indented text: String) {
            guard text.utf8.contains(0x0A) else { return append("   ", text) }
            for line in text.split(separator: "\n") { append("   ", String(line)) }
        }

        func write(to output: (UnsafeBufferPointer<UInt8>) -> Void) {
            bytes.withUnsafeBufferPointer(output)
        }
    }

    /// What it is, who speaks it and in which language, where that is not plain narration.
    private static func part(_ utterance: Utterance) -> String {
        var words: [String] = []
        if utterance.role != .paragraph { words.append(utterance.role.rawValue) }
        if let language = utterance.language { words.append(language) }
        if let speaker = utterance.speaker { words.append(speaker) }
        if let voice = utterance.voice { words.append("voice \(voice)") }
        return words.isEmpty ? "" : " " + words.joined(separator: ", ")
    }

    /// What is spoken in the place of what, by whom; the same change once.
    private static func changes(in utterance: Utterance) -> [String] {
        var lines: [String] = []
        for change in utterance.changes {
            let who: String
            switch change.origin {
            case .lexicon:
                let line = change.line.map { ":\($0)" } ?? ""
                who = "\(change.lexicon ?? "lexicon")\(line)"
            case .normaliser: who = "normaliser"
            case .book: who = "book"
            case .markup: who = "markup"
            case .heading, .pause: continue
            }
            let text = "\(who): \(change.written) → \(change.spoken)"
            if !lines.contains(text) { lines.append(text) }
        }
        return lines
    }

    /// The cut after an utterance: what it is for, how long the pause is.
    private static func mark(_ utterance: Utterance) -> String {
        let sign =
            switch utterance.boundary {
            case .clause: "│"
            case .sentence: "║"
            case .verseLine: "/"
            case .paragraph: "¶"
            case .stanza: "//"
            case .heading: "─"
            case .scene: "***"
            case .chapterEnd: "■"
            }
        let name = utterance.boundary == .chapterEnd ? "chapter end" : utterance.boundary.rawValue
        guard utterance.pauseAfter > 0 else { return "\(sign) \(name)" }
        let seconds = (utterance.pauseAfter * 100).rounded() / 100
        return "\(sign) \(name), pause \(seconds) s"
    }
}

/// What a lexicon did, in one line for people.
struct LexiconLine {
    let text: String

    init(_ use: LexiconUse) {
        var line =
            "\(use.source): \(Durations.count(use.lexemes, "lexeme")), applied \(Durations.count(use.applied, "time"))"
        if !use.undelivered.isEmpty {
            line += ", not deliverable: \(use.undelivered.joined(separator: ", "))"
        }
        if !use.respelled.isEmpty {
            line += ", respelled: \(use.respelled.joined(separator: ", "))"
        }
        text = line
    }
}
