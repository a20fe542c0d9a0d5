/// How a sample is written in a WAV file.
enum SampleEncoding: Equatable {
    case unsigned8, signed16, signed24, signed32, float32, float64, muLaw, aLaw

    /// Bytes of one sample.
    var bytes: Int {
        switch self {
        case .unsigned8, .muLaw, .aLaw: 1
        case .signed16: 2
        case .signed24: 3
        case .signed32, .float32: 4
        case .float64: 8
        }
    }

    /// Turns little-endian samples into full scale ±1.
    ///
    /// - Parameters:
    ///   - raw: `count × bytes` bytes.
    ///   - samples: room for `count` samples.
    func decode(_ raw: UnsafeRawBufferPointer, into samples: UnsafeMutableBufferPointer<Float>) {
        switch self {
        case .unsigned8: map(raw, samples) { (v: UInt8) in (Float(v) - 128) / 128 }
        case .signed16: map(raw, samples) { (v: Int16) in Float(v) * (1 / 32_768) }
        case .signed24: decode24(raw, samples)
        case .signed32: map(raw, samples) { (v: Int32) in Float(v) * (1 / 2_147_483_648) }
        case .float32: map(raw, samples) { (v: Float) in Self.sane(v) }
        case .float64: map(raw, samples) { (v: Double) in Self.sane(Float(v)) }
        case .muLaw: map(raw, samples) { (v: UInt8) in Self.muLaw(v) }
        case .aLaw: map(raw, samples) { (v: UInt8) in Self.aLaw(v) }
        }
    }

    @inline(__always)
    private func map<Value: BitwiseCopyable>(
        _ raw: UnsafeRawBufferPointer,
        _ samples: UnsafeMutableBufferPointer<Float>,
        _ convert: (Value) -> Float
    ) {
        guard let source = raw.baseAddress, let target = samples.baseAddress else { return }
        let stride = MemoryLayout<Value>.stride
        for index in 0..<samples.count {
            let value = source.loadUnaligned(fromByteOffset: index * stride, as: Value.self)
            target[index] = convert(value)
        }
    }

    /// Bounds damaged samples at 36 dB above full scale: encoders abort on numbers out of reason.
    private static func sane(_ value: Float) -> Float {
        value.isFinite ? min(64, max(-64, value)) : 0
    }

    private func decode24(
        _ raw: UnsafeRawBufferPointer,
        _ samples: UnsafeMutableBufferPointer<Float>
    ) {
        for index in 0..<samples.count {
            let low = UInt32(raw[3 * index])
            let middle = UInt32(raw[3 * index + 1])
            let high = UInt32(raw[3 * index + 2])
            let value = Int32(bitPattern: low << 8 | middle << 16 | high << 24)
            samples[index] = Float(value) * (1 / 2_147_483_648)
        }
    }

    /// ITU-T G.711 µ-law.
    private static func muLaw(_ code: UInt8) -> Float {
        let bits = Int(~code)
        let magnitude = ((bits & 0x0F) << 3 + 0x84) << ((bits >> 4) & 7) - 0x84
        return Float(bits & 0x80 == 0 ? magnitude : -magnitude) / 32_768
    }

    /// ITU-T G.711 A-law.
    private static func aLaw(_ code: UInt8) -> Float {
        let bits = Int(code ^ 0x55)
        let exponent = (bits >> 4) & 7
        let mantissa = (bits & 0x0F) << 4 + 8
        let magnitude = exponent == 0 ? mantissa : (mantissa + 0x100) << (exponent - 1)
        return Float(bits & 0x80 == 0 ? -magnitude : magnitude) / 32_768
    }
}
