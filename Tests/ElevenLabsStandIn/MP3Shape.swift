import Foundation

/// Constant bit rate mono frames that stand on their own: no frame borrows bits of another.
struct MP3Frames: Sendable {
    let frames: [Data]
    let header: UInt32

    init(data: Data) throws {
        guard data.count > 4 else { throw CocoaError(.fileReadCorruptFile) }
        header = data.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        var frames: [Data] = []
        var position = data.startIndex
        while position + 4 <= data.endIndex {
            let header = data[position..<position + 4].reduce(0) { $0 << 8 | UInt32($1) }
            let end = position + Self.length(of: header)
            guard end <= data.endIndex else { throw CocoaError(.fileReadCorruptFile) }
            frames.append(data[position..<end])
            position = end
        }
        self.frames = frames
    }

    var isMPEG1: Bool { header >> 19 & 3 == 3 }
    var samplesPerFrame: Int { isMPEG1 ? 1152 : 576 }
    /// Bytes of side information of a mono frame (ISO/IEC 11172-3, 2.4.1.7).
    var sideInfoLength: Int { isMPEG1 ? 17 : 9 }

    private static let rates = [44_100, 48_000, 32_000]
    private static let kilobits1 = [
        0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320,
    ]
    private static let kilobits2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]

    static func length(of header: UInt32) -> Int {
        let isMPEG1 = header >> 19 & 3 == 3
        let bits = (isMPEG1 ? kilobits1 : kilobits2)[min(14, Int(header >> 12 & 15))] * 1000
        let rate = rates[min(2, Int(header >> 10 & 3))] / (isMPEG1 ? 1 : 2)
        return (isMPEG1 ? 144 : 72) * bits / rate + Int(header >> 9 & 1)
    }

    /// A frame of silence: its header, then nothing but zeros.
    var silence: Data { Self.empty(header & ~0x200) }

    /// A frame of silence of at least a length, at whatever bit rate has room for it.
    func silence(atLeast length: Int) -> Data {
        var header = header & ~0x200
        while Self.length(of: header) < length, header >> 12 & 15 < 14 { header += 1 << 12 }
        return Self.empty(header)
    }

    private static func empty(_ header: UInt32) -> Data {
        let start = withUnsafeBytes(of: header.bigEndian) { Data($0) }
        return start + Data(count: length(of: header) - 4)
    }
}

/// An MP3 file in the shape of the vendor's: a small tag, perhaps an Info frame, then frames.
struct MP3Shape: Sendable {
    let voiced: MP3Frames
    private(set) var frameCount = 0
    private var body = Data()

    init(voiced: MP3Frames) { self.voiced = voiced }

    /// Adds frames of hum that begin at a place of the loop, or of silence.
    mutating func append(count: Int, sounding pitch: Int?) {
        for index in 0..<count {
            body +=
                pitch.map { voiced.frames[($0 + index) % voiced.frames.count] } ?? voiced.silence
        }
        frameCount += count
    }

    func file(withInfoFrame: Bool) -> Data {
        Self.tag() + (withInfoFrame ? infoFrame() : Data()) + body
    }

    /// The tag that libavformat writes: 45 bytes that name it.
    static func tag() -> Data {
        let text = Data([3]) + Data("Lavf60.16.100".utf8) + Data([0])
        let frame = Data("TSSE".utf8) + Data([0, 0, 0, UInt8(text.count), 0, 0]) + text
        return Data("ID3".utf8) + Data([4, 0, 0, 0, 0, 0, 35]) + frame + Data(count: 10)
    }

    /// A tag as large as those with a provenance manifest.
    static func largeTag(bytes: Int = 35_462) -> Data {
        let size = bytes - 10
        let spread = [21, 14, 7, 0].map { UInt8(size >> $0 & 127) }
        return Data("ID3".utf8) + Data([4, 0, 0]) + Data(spread) + Data(count: size)
    }

    /// The Info frame, with figures from which the exact length can be had.
    private func infoFrame() -> Data {
        let start = 4 + voiced.sideInfoLength
        var frame = voiced.silence(atLeast: start + 156)
        let samples = frameCount * voiced.samplesPerFrame - 576
        let padding = samples % 1024
        func word(_ value: Int) -> Data {
            withUnsafeBytes(of: UInt32(value).bigEndian) { Data($0) }
        }
        var info = Data("Info".utf8) + word(15) + word(frameCount) + word(frame.count + body.count)
        info += Data((0..<100).map { UInt8($0 * 256 / 100) }) + word(0)
        info += Data("Lavf".utf8) + Data(count: 5) + Data([0, 0]) + Data(count: 8) + Data([0, 0])
        info += Data([UInt8(576 >> 4), UInt8((576 & 15) << 4 | padding >> 8), UInt8(padding & 255)])
        info += Data(count: 4) + word(frame.count + body.count) + Data(count: 4)
        let place = frame.startIndex + start
        frame.replaceSubrange(place..<place + info.count, with: info)
        return frame
    }
}
