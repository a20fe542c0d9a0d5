import FoundationEssentials
import NarrateModel

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// When the words of a take are spoken, as it lies beside the take's audio.
struct TakeWords: Sendable, Equatable, Codable {
    var version = 1
    /// In the order they are spoken; seconds from the start of the take.
    var words: [TimedWord]
}

extension TakeStore {
    /// Ending of the files that hold the times of words.
    static let wordsSuffix = ".words.json"

    /// Makes the times of a take's words durable, before its audio gets its name: a take that came
    /// with times never stands without them.
    func keep(_ words: [TimedWord], of fingerprint: Fingerprint, number: Int) throws {
        guard !words.isEmpty else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let bytes = Array(try encoder.encode(TakeWords(words: words)))
        let path = wordsPath(of: fingerprint, number: number)
        let part = path + Self.unfinished
        let descriptor = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw ProjectError.storage("can't create '\(part)'", errno: errno)
        }
        let isWritten = write(descriptor, bytes, bytes.count) == bytes.count
        guard isWritten, fsync(descriptor) == 0 else {
            let reason = isWritten ? errno : ENOSPC
            close(descriptor)
            throw ProjectError.storage("can't write '\(part)'", errno: reason)
        }
        close(descriptor)
        guard rename(part, path) == 0 else {
            throw ProjectError.storage("can't rename '\(part)'", errno: errno)
        }
    }

    /// When the words of a take are spoken; `nil` when nobody asked for that.
    func words(of take: Take) -> [TimedWord]? {
        let path = wordsPath(of: take.fingerprint, number: take.number)
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        return (try? JSONDecoder().decode(TakeWords.self, from: data))?.words
    }

    /// Where the times of a take's words are, when there are some.
    func wordsPath(of fingerprint: Fingerprint, number: Int) -> String {
        let suffix = number == 1 ? "" : ".\(number)"
        let shelf = "\(folder)/\(fingerprint.hex.prefix(2))"
        return "\(shelf)/\(fingerprint.hex)\(suffix)\(Self.wordsSuffix)"
    }
}
