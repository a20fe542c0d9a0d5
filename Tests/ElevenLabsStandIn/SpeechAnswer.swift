import Foundation

/// Speech in the form it was asked for.
struct SpeechAnswer: Sendable {
    let order: SpeechOrder
    let form: SpeechEndpoint.Form
    let speech: RenderedSpeech

    var answer: Answer {
        guard form.hasTimestamps else {
            var answer = Answer(bytes: speech.bytes, contentType: order.format.contentType)
            answer.isStreamed = form.isStreamed
            if form.isStreamed { answer.pieces = Self.parts(of: speech.bytes, count: 4) }
            return answer
        }
        guard form.isStreamed else {
            return Answer(json: object(audio: speech.bytes, range: 0..<characters.count))
        }
        let audio = Self.parts(of: speech.bytes, count: 4)
        let step = (characters.count + audio.count - 1) / max(1, audio.count)
        var answer = Answer(json: .null)
        answer.isStreamed = true
        answer.pieces = audio.enumerated().map { index, bytes in
            let start = min(characters.count, index * step)
            let range = start..<min(characters.count, start + step)
            return object(audio: bytes, range: range).data + Data("\n".utf8)
        }
        return answer
    }

    /// The text as the vendor counts it: one entry for each code point.
    private var characters: [String] { order.text.unicodeScalars.map { String(Character($0)) } }

    private func object(audio: Data, range: Range<Int>) -> JSON {
        let normalized = (" " + order.spoken).unicodeScalars.map { String(Character($0)) }
        let isWhole = range.count == characters.count
        return [
            "audio_base64": .string(audio.base64EncodedString()),
            "alignment": range.isEmpty ? .null : alignment(characters, range: range),
            "normalized_alignment": isWhole
                ? alignment(normalized, range: 0..<normalized.count) : .null,
        ]
    }

    private func alignment(_ characters: [String], range: Range<Int>) -> JSON {
        let each = max(0, speech.seconds - 0.1) / Double(max(1, characters.count))
        func time(_ index: Int) -> JSON { .number((Double(index) * each * 1000).rounded() / 1000) }
        return [
            "characters": .strings(characters[range]),
            "character_start_times_seconds": .array(range.map(time)),
            "character_end_times_seconds": .array(range.map { time($0 + 1) }),
        ]
    }

    private static func parts(of data: Data, count: Int) -> [Data] {
        let size = max(1, (data.count + count - 1) / count)
        return stride(from: 0, to: data.count, by: size).map {
            data[data.startIndex + $0..<data.startIndex + min(data.count, $0 + size)]
        }
    }
}
