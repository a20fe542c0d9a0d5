import NarrateAssemble
import NarrateDigest
import NarrateModel
import NarratePublish

/// What a chapter's audio is made from: an equal recipe means equal bytes.
struct ChapterRecipe: Equatable {
    /// 64 lower-case hexadecimal digits.
    let digest: String

    init(takes: [Take], pauses: [Double], mastering: ProjectConfiguration.Mastering) {
        var lines = ["assembly \(ChapterAssembler.version)", "profile \(mastering.profile)"]
        if mastering.encoding != EncodingOptions() { lines.append("\(mastering.encoding)") }
        if mastering.processing != ProcessingOptions() { lines.append("\(mastering.processing)") }
        if mastering.isLossless { lines.append("lossless") }
        for (take, pause) in zip(takes, pauses) {
            lines.append("\(take.sha256) \(pause)")
        }
        digest = SHA256.hex(of: Array(lines.joined(separator: "\n").utf8))
    }

    /// Names what a part of a chapter is made from.
    static func digest(of part: ChapterPart, _ inputs: String) -> String {
        SHA256.hex(of: Array("\(inputs) part \(part.number) of \(part.count)".utf8))
    }
}
