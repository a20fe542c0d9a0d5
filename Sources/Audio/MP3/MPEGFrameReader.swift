import NarrateModel

/// Reads the frames of an MP3 file one by one, without decoding them.
///
/// Tags in front, between and behind the frames are passed over. Anything else between frames is
/// an error: decoders would skip it silently, be it damage or an error page behind the audio.
package struct MPEGFrameReader: ~Copyable {
    /// The first frame's header: what the file is.
    package let header: MPEGFrameHeader
    /// The first frame's Info tag; that frame holds no sound.
    package let info: InfoTag?
    /// Frames read so far, an Info frame included.
    package private(set) var count = 0
    private var file: AudioFile
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
    private var start = 0
    private var end = 0

    /// Opens a file and finds its first frame.
    package init(path: String) throws(AudioError) {
        var file = try AudioFile(path: path)
        guard file.size > 0 else { throw .empty(path) }
        try file.seek(to: try ID3Tag.end(in: &file))
        try self.init(file)
    }

    /// Finds the first frame; the file stands behind its tags.
    init(_ file: consuming AudioFile) throws(AudioError) {
        let origin = file.position
        let opening = try file.read(1 << 14)
        let isWhole = file.position == file.size
        guard let offset = Self.firstFrame(in: opening, isWhole: isWhole),
            let header = opening[offset...].withUnsafeBufferPointer({ MPEGFrameHeader($0) })
        else { throw .notAudio(file.path, opening: opening) }
        try file.seek(to: origin + offset)
        let frame = Array(opening[offset...].prefix(header.byteCount))
        self.header = header
        self.info = InfoTag(frame: frame, header: header)
        self.file = file
    }

    /// Frames of sound the file promises, or `nil` when it does not say.
    package var expectedFrames: FrameCount? { info?.frameCount(header: header) }

    /// Frames of sound at the first frame's bit rate, judged by the file's length.
    var largestFrameCount: FrameCount {
        (file.size / max(1, header.byteCount - 1) + 1) * header.framesPerPacket
    }

    /// Reads the next frame.
    ///
    /// - Parameter body: gets the header and the whole frame.
    /// - Returns: `false` at the end of the audio.
    /// - Throws: when the file is damaged, or cut inside a frame without promising more.
    package mutating func next(
        _ body: (MPEGFrameHeader, UnsafeBufferPointer<UInt8>) -> Void
    ) throws(AudioError) -> Bool {
        guard try fill(4), let header = try nextHeader() else { return false }
        guard header.format == self.header.format else {
            throw .corrupt(
                file.path,
                "it changes from \(self.header.format.text) to \(header.format.text)"
            )
        }
        guard try fill(header.byteCount) else {
            // With an Info tag the missing frames speak for themselves.
            guard info?.packets == nil else { return false }
            throw .corrupt(file.path, "its last frame is cut")
        }
        buffer.withUnsafeBufferPointer {
            body(
                header,
                UnsafeBufferPointer(rebasing: $0[start..<(start + header.byteCount)])
            )
        }
        start += header.byteCount
        count += 1
        return true
    }

    /// The header of the next frame behind tags, or `nil` at the end.
    private mutating func nextHeader() throws(AudioError) -> MPEGFrameHeader? {
        while true {
            let found = buffer[start..<end].withUnsafeBufferPointer { MPEGFrameHeader($0) }
            if let found { return found }
            guard try skipTag() else { break }
            guard try fill(4) else { return nil }
        }
        guard try !isTrailer() else { return nil }
        let packets = count - (info == nil ? 0 : 1)
        guard info?.packets.map({ packets < $0 }) ?? true else { return nil }
        throw .corrupt(file.path, "after \(count) frames there is no frame but other bytes")
    }

    private mutating func skipTag() throws(AudioError) -> Bool {
        guard try fill(10),
            let length = ID3Tag.length(header: Array(buffer[start..<(start + 10)]))
        else { return false }
        let position = file.position - (end - start) + length
        start = 0
        end = 0
        try file.seek(to: min(position, file.size))
        return true
    }

    /// Whether nothing but a trailing tag or padding follows.
    private mutating func isTrailer() throws(AudioError) -> Bool {
        try fill(128)
        let rest = buffer[start..<end]
        let names = ["TAG".utf8, "APETAGEX".utf8, "LYRICSBEGIN".utf8]
        if names.contains(where: { rest.starts(with: $0) }) { return true }
        return rest.allSatisfy { $0 == 0 }
    }

    /// Makes sure that a count of bytes is in the buffer; `false` when the file ends before.
    @discardableResult
    private mutating func fill(_ count: Int) throws(AudioError) -> Bool {
        guard end - start < count else { return true }
        buffer.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress, start > 0 else { return }
            base.update(from: base + start, count: end - start)
        }
        end -= start
        start = 0
        let result = buffer.withUnsafeMutableBytes { buffer in
            Result { () throws(AudioError) in
                try file.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[end...]))
            }
        }
        end += try result.get()
        return end >= count
    }

    /// Where the first frame starts: one that is followed by another of its kind.
    ///
    /// A header alone is eleven set bits, which any noise has.
    private static func firstFrame(in bytes: [UInt8], isWhole: Bool) -> Int? {
        bytes.withUnsafeBufferPointer { bytes in
            for offset in bytes.indices.dropLast(3) where bytes[offset] == 0xFF {
                let rest = UnsafeBufferPointer(rebasing: bytes[offset...])
                guard let header = MPEGFrameHeader(rest) else { continue }
                if header.byteCount == rest.count, isWhole { return offset }
                guard header.byteCount + 4 <= rest.count else { continue }
                let follower = UnsafeBufferPointer(rebasing: rest[header.byteCount...])
                if MPEGFrameHeader(follower)?.format == header.format { return offset }
                // A single frame in front of a tag is a whole file, too.
                if follower.starts(with: "TAG".utf8) { return offset }
            }
            return nil
        }
    }
}

extension AudioFormat {
    /// For messages: `1 × 44100 Hz`.
    var text: String { "\(channels) × \(sampleRate) Hz" }
}
