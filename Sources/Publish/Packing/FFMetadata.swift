/// Tags and chapters as ffmpeg reads them (ffmpeg-formats, section Metadata).
struct FFMetadata: Sendable {
    /// A chapter of a file.
    struct Mark: Sendable, Equatable {
        var title: String
        /// Seconds.
        var start: Double
        var end: Double
    }

    var tags: [TextTags.Tag]
    var marks: [Mark] = []
    /// Tags of an MP4 that ffmpeg does not write.
    var further: [MP4Tag] = []

    /// The file.
    var document: String {
        var text = ";FFMETADATA1\n"
        for tag in tags { text += "\(tag.name)=\(Self.escaped(tag.text))\n" }
        for mark in marks {
            text += "[CHAPTER]\nTIMEBASE=1/1000\n"
            text += "START=\(Self.milliseconds(mark.start))\nEND=\(Self.milliseconds(mark.end))\n"
            text += "title=\(Self.escaped(mark.title))\n"
        }
        return text
    }

    private static func milliseconds(_ seconds: Double) -> Int { Int((seconds * 1000).rounded()) }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if "=;#\\\n".unicodeScalars.contains(scalar) { result += "\\" }
            result.unicodeScalars.append(scalar)
        }
        return result
    }
}
