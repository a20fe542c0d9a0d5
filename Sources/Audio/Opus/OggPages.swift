/// The pages of an Ogg file (RFC 3533), each with its number and check sum.
///
/// Libraries pass over damaged pages, and don't miss them at the beginning and at the end.
struct OggPages: ~Copyable {
    private var file: AudioFile
    /// The number of the next page of each stream, by the stream's serial number.
    private var next: [UInt32: UInt32] = [:]

    private static let headerLength = 27
    private static let marker = Array("OggS".utf8)
    /// The bit of a page's kind that says it is the last of its stream.
    private static let last: UInt8 = 4

    /// Takes over an open file.
    init(_ file: consuming AudioFile) { self.file = file }

    /// Looks all pages through.
    ///
    /// - Throws: `AudioError.corrupt` when one is damaged or missing, or no stream was finished.
    mutating func verify() throws(AudioError) {
        try file.seek(to: 0)
        var isFinished = false
        while file.position < file.size {
            let header = try file.read(Self.headerLength)
            guard header.count == Self.headerLength, header.starts(with: Self.marker) else {
                throw .corrupt(file.path, "an Ogg page is missing")
            }
            let lengths = try file.read(Int(header[26]))
            let length = lengths.reduce(0) { $0 + Int($1) }
            let body = try file.read(length)
            guard lengths.count == Int(header[26]), body.count == length else {
                throw .corrupt(file.path, "its last page is cut")
            }
            guard Self.isSound(header, lengths, body) else {
                throw .corrupt(file.path, "a check sum is wrong")
            }
            let (serial, number) = (Self.number(header[14..<18]), Self.number(header[18..<22]))
            guard next[serial] ?? number == number else {
                throw .corrupt(file.path, "an Ogg page is missing")
            }
            next[serial] = number &+ 1
            isFinished = header[5] & Self.last != 0
        }
        guard isFinished else { throw .corrupt(file.path, "its last page is missing") }
    }

    /// Whether a page's check sum is right: of 32 bits, the highest first, as if its own were 0.
    private static func isSound(_ header: [UInt8], _ lengths: [UInt8], _ body: [UInt8]) -> Bool {
        var blank = header
        for index in 22..<26 { blank[index] = 0 }
        var sum: UInt32 = 0
        table.withUnsafeBufferPointer { table in
            for bytes in [blank, lengths, body] {
                for byte in bytes { sum = sum << 8 ^ table[Int(UInt8(sum >> 24) ^ byte)] }
            }
        }
        return sum == number(header[22..<26])
    }

    /// The lowest byte comes first.
    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte) << 24) { sum, _ in
            sum << 1 ^ (sum >> 31 == 1 ? 0x04C1_1DB7 : 0)
        }
    }
}
