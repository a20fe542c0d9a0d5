import NarrateModel

/// Decodes WAV.
final class WAVSource: AudioSource {
    let format: AudioFormat
    let expectedFrames: FrameCount?
    let largestFrameCount: FrameCount
    private var file: AudioFile
    private let encoding: SampleEncoding
    private var remainingBytes: Int
    private var raw: [UInt8] = []

    /// Reads the header; the file stands at its start.
    init(_ file: consuming AudioFile) throws(AudioError) {
        let header = try WAVHeader(&file)
        let present = max(0, file.size - file.position)
        let usable = min(header.announcedBytes ?? present, present)
        format = header.format
        encoding = header.encoding
        expectedFrames = header.announcedBytes.map { $0 / header.frameBytes }
        largestFrameCount = usable / header.frameBytes
        remainingBytes = usable - usable % header.frameBytes
        self.file = file
    }

    func read(into samples: UnsafeMutableBufferPointer<Float>) throws(AudioError) -> Int {
        let wanted = min(samples.count * encoding.bytes, remainingBytes)
        guard wanted > 0 else { return 0 }
        if raw.count < wanted { raw = [UInt8](repeating: 0, count: wanted) }
        let result = raw.withUnsafeMutableBytes { buffer in
            Result { () throws(AudioError) in
                let room = UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted])
                let count = try self.file.read(into: room)
                let whole = count - count % (self.encoding.bytes * self.format.channels)
                self.encoding.decode(
                    UnsafeRawBufferPointer(rebasing: buffer[..<whole]),
                    into: UnsafeMutableBufferPointer(
                        rebasing: samples[..<(whole / self.encoding.bytes)]
                    )
                )
                return whole
            }
        }
        let whole = try result.get()
        remainingBytes = whole < wanted ? 0 : remainingBytes - whole
        return whole / encoding.bytes
    }
}
