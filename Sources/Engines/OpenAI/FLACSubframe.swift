/// One channel of a FLAC frame (RFC 9639, 9.2).
struct FLACSubframe {
    private(set) var samples: [Int] = []

    /// Coefficients of the fixed predictors, by order.
    private static let fixed = [[], [1], [2, -1], [3, -3, 1], [4, -6, 4, -1]]

    init(_ bits: inout FLACBits, count: Int, depth: Int) throws(FLACError) {
        let start = bits.byte
        guard try bits.integer(1) == 0 else { throw .damaged(byte: start) }
        let type = try bits.integer(6)
        let wasted = try bits.integer(1) == 1 ? try bits.unary() + 1 : 0
        let depth = depth - wasted
        guard depth > 0 else { throw .damaged(byte: start) }
        samples.reserveCapacity(count)
        switch type {
        case 0: samples = [Int](repeating: try bits.signed(depth), count: count)
        case 1: for _ in 0..<count { samples.append(try bits.signed(depth)) }
        case 8...12: try readFixed(&bits, order: type - 8, count: count, depth: depth)
        case 32...63: try readLinear(&bits, order: type - 31, count: count, depth: depth)
        default: throw .damaged(byte: start)
        }
        if wasted > 0 { samples = samples.map { $0 << wasted } }
    }

    private mutating func readFixed(
        _ bits: inout FLACBits,
        order: Int,
        count: Int,
        depth: Int
    ) throws(FLACError) {
        guard order <= count else { throw .damaged(byte: bits.byte) }
        for _ in 0..<order { samples.append(try bits.signed(depth)) }
        try predict(&bits, coefficients: Self.fixed[order], shift: 0, count: count)
    }

    private mutating func readLinear(
        _ bits: inout FLACBits,
        order: Int,
        count: Int,
        depth: Int
    ) throws(FLACError) {
        guard order <= count else { throw .damaged(byte: bits.byte) }
        for _ in 0..<order { samples.append(try bits.signed(depth)) }
        let precision = try bits.integer(4) + 1
        let shift = try bits.signed(5)
        guard precision < 16, shift >= 0 else { throw .damaged(byte: bits.byte) }
        var coefficients: [Int] = []
        for _ in 0..<order { coefficients.append(try bits.signed(precision)) }
        try predict(&bits, coefficients: coefficients, shift: shift, count: count)
    }

    /// Reads the residual in its partitions and adds it to what the samples before predict.
    private mutating func predict(
        _ bits: inout FLACBits,
        coefficients: [Int],
        shift: Int,
        count: Int
    ) throws(FLACError) {
        let start = bits.byte
        let method = try bits.integer(2)
        let partitions = 1 << (try bits.integer(4))
        let size = count / partitions
        guard method < 2, count % partitions == 0, size >= coefficients.count else {
            throw .damaged(byte: start)
        }
        let width = 4 + method
        for partition in 0..<partitions {
            let parameter = try bits.integer(width)
            let isRaw = parameter == 1 << width - 1
            let depth = isRaw ? try bits.integer(5) : 0
            for _ in (partition == 0 ? coefficients.count : 0)..<size {
                let residual =
                    isRaw ? try bits.signed(depth) : try Self.rice(&bits, parameter: parameter)
                append(residual, coefficients: coefficients, shift: shift)
            }
        }
    }

    private static func rice(_ bits: inout FLACBits, parameter: Int) throws(FLACError) -> Int {
        let high = try bits.unary()
        let folded = high << parameter | (try bits.integer(parameter))
        return folded >> 1 ^ -(folded & 1)
    }

    private mutating func append(_ residual: Int, coefficients: [Int], shift: Int) {
        var sum = 0
        let last = samples.count - 1
        // Wrapping: a damaged stream may hold any number, and its check comes after.
        for index in coefficients.indices { sum &+= coefficients[index] &* samples[last - index] }
        samples.append((sum >> shift) &+ residual)
    }
}
