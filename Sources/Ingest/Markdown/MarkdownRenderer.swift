import CMarkdown

/// Turns Markdown into HTML: CommonMark with tables, strike-through and task lists (md4c).
enum MarkdownRenderer {
    /// The HTML of a text in UTF-8, or `nil` when the renderer ran out of memory.
    static func html(_ bytes: [UInt8]) -> [UInt8]? {
        let output = MarkdownOutput()
        output.bytes.reserveCapacity(bytes.count + bytes.count / 4)
        let flags =
            MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS
            | MD_FLAG_PERMISSIVEURLAUTOLINKS
        let result = bytes.withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) { text in
                md_html(
                    text.baseAddress,
                    MD_SIZE(text.count),
                    { piece, count, data in
                        guard let piece, let data else { return }
                        let output = Unmanaged<MarkdownOutput>.fromOpaque(data)
                            .takeUnretainedValue()
                        let buffer = UnsafeRawBufferPointer(start: piece, count: Int(count))
                        output.bytes.append(contentsOf: buffer)
                    },
                    Unmanaged.passUnretained(output).toOpaque(),
                    UInt32(flags),
                    UInt32(MD_HTML_FLAG_XHTML)
                )
            }
        }
        return withExtendedLifetime(output) { result == 0 ? output.bytes : nil }
    }
}

/// What the renderer writes to, during one call.
private final class MarkdownOutput {
    var bytes: [UInt8] = []
}
