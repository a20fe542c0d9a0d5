import Glibc
import NarrateModel

/// Joins the bare audio of chapters into that of the whole book, without encoding it again.
package struct BookJoiner: Sendable {
    /// The audio of a book and where its chapters are.
    package struct Joint: Sendable, Equatable {
        /// Where each chapter begins, in seconds.
        package var starts: [Double]
        /// Seconds.
        package var duration: Double
    }

    private let encoding: AudioEncoding

    /// Creates a joiner of MP3 or AAC.
    package init(_ encoding: AudioEncoding) { self.encoding = encoding }

    /// Joins chapters; nothing is added between them, each has its own silence at both ends.
    ///
    /// - Parameters:
    ///   - chapters: Files as `ChapterAssembler` wrote them, of one encoding and shape.
    ///   - path: The file to write; one that exists is replaced.
    /// - Returns: where everything lies.
    /// - Throws: `AssembleError`, `AudioError`, `CancellationError`.
    @concurrent
    package func join(_ chapters: [String], to path: String) async throws -> Joint {
        guard encoding == .aac else {
            let placements = chapters.map { Placement(path: $0, pauseAfter: 0) }
            let splice = try await FrameSplicer().splice(placements, to: path)
            let rate = Double(splice.format.sampleRate)
            return Joint(
                starts: splice.starts.map { Double($0) / rate },
                duration: Double(splice.frameCount) / rate
            )
        }
        guard !chapters.isEmpty else { throw AssembleError.empty(path) }
        var output = try OutputFile(path: path)
        var starts: [Double] = []
        var duration = 0.0
        for chapter in chapters {
            try await ChapterAssembler.pause()
            starts.append(duration)
            duration += try Self.append(chapter, to: &output)
        }
        try output.finish()
        return Joint(starts: starts, duration: duration)
    }

    /// Copies a chapter; never inlined into an async function.
    @inline(never)
    private static func append(_ chapter: String, to output: inout OutputFile) throws -> Double {
        try ADTSFile(path: chapter).append(to: &output)
    }
}

/// AAC packets in a row, each with a header of its own (ISO/IEC 13818-7, ADTS).
struct ADTSFile: ~Copyable {
    private let descriptor: Int32
    private let path: String

    private static let headerBytes = 7
    private static let framesPerPacket = 1024
    private static let pieceBytes = 1 << 18
    private static let rates = [
        96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025,
        8_000,
        7_350,
    ]

    init(path: String) throws(AssembleError) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        self.path = path
        guard descriptor >= 0 else {
            throw .unspliceable(path, String(cString: strerror(errno)))
        }
    }

    deinit { close(descriptor) }

    /// Copies all packets.
    ///
    /// - Returns: their length in seconds.
    func append(to output: inout OutputFile) throws(AssembleError) -> Double {
        var packets = 0
        var rate = 0
        // What is left of the packet that began last, in bytes not yet read.
        var pending: [UInt8] = []
        var toSkip = 0
        while let piece = try read() {
            try output.write(bytes: piece)
            var position = toSkip
            pending += piece
            while position + Self.headerBytes <= pending.count {
                let header = pending[position..<position + Self.headerBytes].map(Int.init)
                let length = (header[3] & 3) << 11 | header[4] << 3 | header[5] >> 5
                let index = header[2] >> 2 & 15
                guard header[0] == 0xFF, header[1] & 0xF6 == 0xF0, length >= Self.headerBytes,
                    index < Self.rates.count
                else { throw .unspliceable(path, "it is no AAC in ADTS at packet \(packets)") }
                packets += 1
                rate = Self.rates[index]
                position += length
            }
            toSkip = max(0, position - pending.count)
            pending.removeFirst(min(position, pending.count))
        }
        guard packets > 0, toSkip == 0, pending.isEmpty else {
            throw .unspliceable(path, packets == 0 ? "it is empty" : "its last packet is cut")
        }
        return Double(packets * Self.framesPerPacket) / Double(rate)
    }

    private func read() throws(AssembleError) -> [UInt8]? {
        var failure: Int32 = 0
        let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceBytes) { buffer, count in
            var got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            while got < 0, errno == EINTR {
                got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            }
            if got < 0 { failure = errno }
            count = max(0, got)
        }
        guard failure == 0 else {
            throw .unspliceable(path, String(cString: strerror(failure)))
        }
        return piece.isEmpty ? nil : piece
    }
}
