import Foundation
import NarrateModel
import Testing

@testable import NarrateEngines

/// Streams are written here bit by bit: the ways a sample can be coded are few.
@Suite struct FLACStreamTests {
    /// Bits put together to bytes, most significant first.
    private struct Writer {
        var bytes: [UInt8] = []
        private var used = 0

        mutating func put(_ value: Int, _ count: Int) {
            for bit in stride(from: count - 1, through: 0, by: -1) {
                if used == 0 { bytes.append(0) }
                bytes[bytes.count - 1] |= UInt8(value >> bit & 1) << UInt8(7 - used)
                used = (used + 1) % 8
            }
        }

        mutating func align() { used = 0 }

        mutating func rice(_ value: Int, parameter: Int) {
            let folded = value << 1 ^ (value >> 63)
            put(0, folded >> parameter)
            put(1, 1)
            put(folded & (1 << parameter - 1), parameter)
        }
    }

    private static func stream(
        channels: Int = 1,
        depth: Int = 16,
        total: Int,
        _ frames: [[UInt8]]
    ) -> [UInt8] {
        var head = Writer()
        head.bytes = Array("fLaC".utf8)
        head.put(0x80, 8)
        head.put(34, 24)
        head.put(16, 16)
        head.put(4096, 16)
        head.put(0, 48)
        head.put(24_000, 20)
        head.put(channels - 1, 3)
        head.put(depth - 1, 5)
        head.put(total, 36)
        head.put(0, 64)
        head.put(0, 64)
        return head.bytes + frames.flatMap { $0 }
    }

    private static func frame(
        count: Int,
        assignment: Int = 0,
        number: Int = 0,
        _ channels: (inout Writer) -> Void
    ) -> [UInt8] {
        var writer = Writer()
        writer.put(0x7FFC, 15)
        writer.put(0, 1)
        writer.put(7, 4)
        writer.put(0, 4)
        writer.put(assignment, 4)
        writer.put(0, 4)
        writer.put(number, 8)
        writer.put(count - 1, 16)
        writer.put(0, 8)
        channels(&writer)
        writer.align()
        let checksum = FLACChecksum.crc16(writer.bytes[...])
        writer.put(checksum, 16)
        return writer.bytes
    }

    private static func verbatim(_ samples: [Int], depth: Int = 16) -> (inout Writer) -> Void {
        { writer in
            writer.put(0b0000_0010, 8)
            for sample in samples { writer.put(sample, depth) }
        }
    }

    private static let ramp = [3, -7, 12, 500, -32_768, 32_767, 0, 1]

    @Test func `samples that stand as they are`() throws {
        let frame = Self.frame(count: 8, Self.verbatim(Self.ramp))
        let stream = try FLACStream(Self.stream(total: 8, [frame]))
        #expect(stream.samples == Self.ramp)
        #expect(stream.sampleRate == 24_000)
    }

    @Test func `a constant, and low bits that are left out`() throws {
        let frame = Self.frame(count: 16) { writer in
            writer.put(0b0000_0001, 8)  // constant, with wasted bits
            writer.put(0b001, 3)  // three of them
            writer.put(-5, 13)
        }
        let stream = try FLACStream(Self.stream(total: 16, [frame]))
        #expect(stream.samples == [Int](repeating: -40, count: 16))
    }

    @Test(arguments: 0...4)
    func `fixed predictors of every order`(order: Int) throws {
        let coefficients = [[], [1], [2, -1], [3, -3, 1], [4, -6, 4, -1]][order]
        let samples = [10, 12, 17, 19, 25, 40, 38, 30]
        let frame = Self.frame(count: 8) { writer in
            writer.put((8 + order) << 1, 8)
            for sample in samples[..<order] { writer.put(sample, 16) }
            writer.put(0, 2)
            writer.put(0, 4)
            writer.put(3, 4)
            for index in order..<8 {
                let predicted = coefficients.indices.reduce(0) {
                    $0 + coefficients[$1] * samples[index - 1 - $1]
                }
                writer.rice(samples[index] - predicted, parameter: 3)
            }
        }
        #expect(try FLACStream(Self.stream(total: 8, [frame])).samples == samples)
    }

    @Test func `a linear predictor, partitions and raw residuals`() throws {
        let samples = [100, 90, 75, 60, 44, 30, 10, -9]
        let frame = Self.frame(count: 8) { writer in
            writer.put((31 + 2) << 1, 8)  // order 2
            for sample in samples[..<2] { writer.put(sample, 16) }
            writer.put(4, 4)  // precision 5
            writer.put(2, 5)  // shift 2
            writer.put(7, 5)
            writer.put(-3, 5)
            writer.put(1, 2)  // parameters of 5 bits
            writer.put(1, 4)  // two partitions
            for half in 0..<2 {
                writer.put(half == 0 ? 4 : 31, 5)
                if half == 1 { writer.put(12, 5) }
                for index in (half == 0 ? 2 : 4)..<(half == 0 ? 4 : 8) {
                    let sum = 7 * samples[index - 1] - 3 * samples[index - 2]
                    let residual = samples[index] - sum >> 2
                    if half == 0 {
                        writer.rice(residual, parameter: 4)
                    } else {
                        writer.put(residual, 12)
                    }
                }
            }
        }
        #expect(try FLACStream(Self.stream(total: 8, [frame])).samples == samples)
    }

    @Test(arguments: [8, 9, 10])
    func `two channels told apart by their difference`(assignment: Int) throws {
        let left = [10, 20, -30, 41]
        let right = [12, 17, -35, 40]
        let side = zip(left, right).map { $0 - $1 }
        let middle = zip(left, right).map { ($0 + $1) >> 1 }
        let frame = Self.frame(count: 4, assignment: assignment) { writer in
            switch assignment {
            case 8:
                Self.verbatim(left)(&writer)
                Self.verbatim(side, depth: 17)(&writer)
            case 9:
                Self.verbatim(side, depth: 17)(&writer)
                Self.verbatim(right)(&writer)
            default:
                Self.verbatim(middle)(&writer)
                Self.verbatim(side, depth: 17)(&writer)
            }
        }
        let stream = try FLACStream(Self.stream(channels: 2, total: 4, [frame]))
        #expect(stream.samples == zip(left, right).flatMap { [$0, $1] })
    }

    @Test func `a stream of unknown length ends where its frames end`() throws {
        let frames = [
            Self.frame(count: 8, Self.verbatim(Self.ramp)),
            Self.frame(count: 8, number: 1, Self.verbatim(Self.ramp)),
        ]
        #expect(try FLACStream(Self.stream(total: 0, frames)).samples == Self.ramp + Self.ramp)
    }

    @Test func `becomes a WAV file`() throws {
        let frame = Self.frame(count: 8, Self.verbatim(Self.ramp))
        let wave = try FLACStream(Self.stream(total: 8, [frame])).wave
        let samples = Self.ramp.flatMap {
            [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
        }
        #expect(wave == WaveHeader.bytes(sampleRate: 24_000, byteCount: 16) + samples)
    }

    @Test func `what is not whole is seen`() {
        let frame = Self.frame(count: 8, Self.verbatim(Self.ramp))
        let whole = Self.stream(
            total: 16,
            [frame, Self.frame(count: 8, number: 1, Self.verbatim(Self.ramp))]
        )
        #expect(throws: FLACError.samplesMissing(found: 8, promised: 16)) {
            try FLACStream(Self.stream(total: 16, [frame]))
        }
        #expect(throws: FLACError.cutShort) { try FLACStream(Array(whole.dropLast())) }
        var damaged = whole
        damaged[50] ^= 0x10
        #expect(throws: FLACError.self) { try FLACStream(damaged) }
        #expect(throws: FLACError.self) { try FLACStream(whole + Array("junk".utf8)) }
        #expect(throws: FLACError.notFLAC(byte: 0)) { try FLACStream(Array("RIFF".utf8)) }
    }

    @Test func `no bytes of any kind trap it`() {
        let frame = Self.frame(count: 8, Self.verbatim(Self.ramp))
        let whole = Self.stream(total: 8, [frame])
        var state: UInt64 = 9
        func next() -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33)
        }
        for _ in 0..<2000 {
            var bytes = Array(whole.prefix(next() % (whole.count + 1)))
            for _ in 0..<2 where !bytes.isEmpty {
                bytes[next() % bytes.count] = UInt8(next() & 255)
            }
            _ = try? FLACStream(bytes)
        }
    }
}
