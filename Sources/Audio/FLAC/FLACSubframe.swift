/// The samples of one channel in a FLAC frame (RFC 9639, section 9.2).
enum FLACSubframe {
    /// Decodes a subframe of `count` samples.
    static func decode(
        _ bits: inout FLACBits,
        count: Int,
        depth: Int
    ) throws(AudioError) -> [Int] {
        guard try bits.bits(1) == 0 else { throw invalid(bits.path) }
        let type = try bits.bits(6)
        let wasted = try bits.bits(1) == 1 ? try bits.zeros() + 1 : 0
        guard wasted < depth else { throw invalid(bits.path) }
        let depth = depth - wasted
        var samples: [Int]
        switch type {
        case 0:
            samples = [Int](repeating: try bits.signed(depth), count: count)
        case 1:
            samples = []
            for _ in 0..<count { samples.append(try bits.signed(depth)) }
        case 8...12:
            samples = try fixed(&bits, count: count, depth: depth, order: type - 8)
        case 32...63:
            samples = try predicted(&bits, count: count, depth: depth, order: type - 31)
        default: throw invalid(bits.path)
        }
        if wasted > 0 { for index in samples.indices { samples[index] <<= wasted } }
        return samples
    }

    private static func fixed(
        _ bits: inout FLACBits,
        count: Int,
        depth: Int,
        order: Int
    ) throws(AudioError) -> [Int] {
        let coefficients = [[], [1], [2, -1], [3, -3, 1], [4, -6, 4, -1]][order]
        var samples = try warmUp(&bits, order, count: count, depth: depth)
        try residual(&bits, into: &samples, count: count, order: order)
        predict(&samples, coefficients, shift: 0)
        return samples
    }

    private static func predicted(
        _ bits: inout FLACBits,
        count: Int,
        depth: Int,
        order: Int
    ) throws(AudioError) -> [Int] {
        var samples = try warmUp(&bits, order, count: count, depth: depth)
        let precision = try bits.bits(4) + 1
        let shift = try bits.signed(5)
        guard precision < 16, shift >= 0 else { throw invalid(bits.path) }
        var coefficients: [Int] = []
        for _ in 0..<order { coefficients.append(try bits.signed(precision)) }
        try residual(&bits, into: &samples, count: count, order: order)
        predict(&samples, coefficients, shift: shift)
        return samples
    }

    private static func warmUp(
        _ bits: inout FLACBits,
        _ order: Int,
        count: Int,
        depth: Int
    ) throws(AudioError) -> [Int] {
        guard order <= count else { throw invalid(bits.path) }
        var samples: [Int] = []
        samples.reserveCapacity(count)
        for _ in 0..<order { samples.append(try bits.signed(depth)) }
        return samples
    }

    /// Rice-coded differences, appended behind the warm-up samples.
    private static func residual(
        _ bits: inout FLACBits,
        into samples: inout [Int],
        count: Int,
        order: Int
    ) throws(AudioError) {
        let method = try bits.bits(2)
        guard method < 2 else { throw invalid(bits.path) }
        let parameterBits = method == 0 ? 4 : 5
        let partitionOrder = try bits.bits(4)
        let length = count >> partitionOrder
        guard length << partitionOrder == count, length >= order else { throw invalid(bits.path) }
        for partition in 0..<(1 << partitionOrder) {
            let size = length - (partition == 0 ? order : 0)
            let parameter = try bits.bits(parameterBits)
            if parameter == 1 << parameterBits - 1 {
                let width = try bits.bits(5)
                for _ in 0..<size { samples.append(try bits.signed(width)) }
                continue
            }
            for _ in 0..<size {
                let high = try bits.zeros()
                let folded = high << parameter | (try bits.bits(parameter))
                samples.append(folded >> 1 ^ -(folded & 1))
            }
        }
    }

    /// Adds the prediction to the differences.
    private static func predict(_ samples: inout [Int], _ coefficients: [Int], shift: Int) {
        let order = coefficients.count
        guard order > 0, samples.count > order else { return }
        samples.withUnsafeMutableBufferPointer { samples in
            for index in order..<samples.count {
                var sum = 0
                for (distance, coefficient) in coefficients.enumerated() {
                    sum &+= coefficient &* samples[index - 1 - distance]
                }
                samples[index] &+= sum >> shift
            }
        }
    }

    private static func invalid(_ path: String) -> AudioError {
        .corrupt(path, "a FLAC subframe is not valid")
    }
}
