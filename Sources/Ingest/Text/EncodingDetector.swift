/// Guesses the encoding of a text that is not UTF-8 by what comes out when it is read in each candidate.
struct EncodingDetector {
    /// BCP 47 tag of the book, where it is known.
    var language: String?

    private static let sampleBytes = 1 << 16

    /// The converter's name of the likeliest encoding.
    func encoding(of bytes: UnsafeBufferPointer<UInt8>) -> String {
        let sample = densestSample(of: bytes)
        var best = (name: "CP1252", score: -Double.infinity)
        for candidate in EncodingDetector.candidates {
            guard let converter = Converter(from: candidate.name) else { continue }
            let decoded = converter.convert(sample)
            var score = candidate.script.score(of: decoded.bytes, invalid: decoded.invalid)
            score -= candidate.rarity
            if let language, candidate.script.isWritten(in: language) { score += 0.15 }
            if score > best.score + 0.001 { best = (candidate.name, score) }
        }
        return best.name
    }

    /// A stretch of the text with the bytes that tell, as a long English preface tells nothing.
    private func densestSample(
        of bytes: UnsafeBufferPointer<UInt8>
    ) -> UnsafeBufferPointer<UInt8> {
        guard let first = bytes.firstIndex(where: { $0 >= 0x80 }),
            bytes.count > EncodingDetector.sampleBytes
        else { return bytes }
        // Start at a line so that no two-byte character is cut.
        var start = first
        while start > 0, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { start -= 1 }
        var end = min(start + EncodingDetector.sampleBytes, bytes.count)
        while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
        return UnsafeBufferPointer(rebasing: bytes[start..<min(end, start + (1 << 20))])
    }

    private struct Candidate {
        let name: String
        let script: ScriptProfile
        /// What speaks against it before a byte is read.
        var rarity = 0.0
    }

    /// In order of how common they are: an equal score goes to the earlier.
    private static let candidates: [Candidate] = [
        Candidate(name: "CP1252", script: .western), Candidate(name: "CP1251", script: .cyrillic),
        Candidate(name: "KOI8-R", script: .cyrillic), Candidate(name: "CP866", script: .cyrillic),
        Candidate(name: "CP932", script: .japanese), Candidate(name: "EUC-JP", script: .japanese),
        Candidate(name: "GB18030", script: .chinese),
        Candidate(name: "BIG5-HKSCS", script: .chinese),
        Candidate(name: "CP949", script: .korean), Candidate(name: "CP1250", script: .central),
        Candidate(name: "ISO-8859-2", script: .central), Candidate(name: "CP1253", script: .greek),
        Candidate(name: "CP1255", script: .hebrew), Candidate(name: "CP1256", script: .arabic),
        Candidate(name: "CP850", script: .western, rarity: 0.35),
        Candidate(name: "MACINTOSH", script: .western, rarity: 0.35),
    ]
}
