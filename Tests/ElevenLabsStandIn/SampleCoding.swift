import Foundation

/// Samples as the formats without compression carry them.
enum SampleCoding {
    static func bytes(of samples: [Int16], format: OutputFormat) -> Data {
        switch format.codec {
        case "ulaw": Data(samples.map(muLaw))
        case "alaw": Data(samples.map(aLaw))
        case "wav": header(count: samples.count, rate: format.sampleRate) + pcm(samples)
        default: pcm(samples)
        }
    }

    private static func pcm(_ samples: [Int16]) -> Data {
        samples.map(\.littleEndian).withUnsafeBytes { Data($0) }
    }

    private static func header(count: Int, rate: Int) -> Data {
        func word(_ value: Int) -> Data {
            withUnsafeBytes(of: UInt32(value).littleEndian) { Data($0) }
        }
        func half(_ value: Int) -> Data {
            withUnsafeBytes(of: UInt16(value).littleEndian) { Data($0) }
        }
        var data = Data("RIFF".utf8) + word(36 + count * 2) + Data("WAVEfmt ".utf8)
        data += word(16) + half(1) + half(1) + word(rate) + word(rate * 2) + half(2) + half(16)
        return data + Data("data".utf8) + word(count * 2)
    }

    /// ITU-T G.711, mu-law.
    private static func muLaw(_ sample: Int16) -> UInt8 {
        let sign: UInt8 = sample < 0 ? 0x80 : 0
        let magnitude = min(Int(sample.magnitude), 32_635) + 132
        let exponent = max(0, Int.bitWidth - 1 - magnitude.leadingZeroBitCount - 7)
        let mantissa = (magnitude >> (exponent + 3)) & 15
        return ~(sign | UInt8(exponent << 4) | UInt8(mantissa))
    }

    /// ITU-T G.711, A-law.
    private static func aLaw(_ sample: Int16) -> UInt8 {
        let sign: UInt8 = sample < 0 ? 0 : 0x80
        let magnitude = min(Int(sample.magnitude), 32_635)
        let exponent = max(0, Int.bitWidth - 1 - max(1, magnitude).leadingZeroBitCount - 7)
        let mantissa = exponent == 0 ? magnitude >> 4 : (magnitude >> (exponent + 3)) & 15
        return (sign | UInt8(exponent << 4) | UInt8(mantissa)) ^ 0x55
    }
}
