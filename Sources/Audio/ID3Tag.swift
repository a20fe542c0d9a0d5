/// ID3v2 tags in front of the audio (id3.org, ID3v2.4 structure, section 3.1).
enum ID3Tag {
    /// Where the audio starts, behind all tags.
    static func end(in file: inout AudioFile) throws(AudioError) -> Int {
        var offset = 0
        while true {
            try file.seek(to: offset)
            let header = try file.read(10)
            guard let length = length(header: header) else { return offset }
            offset += length
            guard offset < file.size else {
                throw .corrupt(file.path, "its tag is \(offset) bytes, the file \(file.size)")
            }
        }
    }

    /// Length of the tag with header and footer, or `nil` when these bytes start no tag.
    static func length(header: [UInt8]) -> Int? {
        guard header.count == 10, header.starts(with: "ID3".utf8), header[3] != 0xFF,
            header[6...9].allSatisfy({ $0 < 0x80 })
        else { return nil }
        let size = header[6...9].reduce(0) { $0 << 7 | Int($1) }
        let footer = header[5] & 0x10 == 0 ? 0 : 10
        return 10 + size + footer
    }
}
