/// Finds quotations in a paragraph.
enum Quotations {
    /// Scalar ranges from opening to closing mark; one that is never closed ends with the text.
    static func ranges(in scalars: [Unicode.Scalar]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var open: (start: Int, closer: UInt32)?
        for (index, scalar) in scalars.enumerated() {
            if let current = open {
                guard scalar.value == current.closer else { continue }
                result.append(current.start..<index + 1)
                open = nil
            } else if let closer = closer(of: scalar.value) {
                open = (index, closer)
            }
        }
        if let open { result.append(open.start..<scalars.count) }
        return result
    }

    private static func closer(of scalar: UInt32) -> UInt32? {
        switch scalar {
        case 0x22: 0x22
        case 0xAB: 0xBB
        case 0x201C: 0x201D
        case 0x201E: 0x201C
        case 0x300C: 0x300D
        case 0x300E: 0x300F
        default: nil
        }
    }
}
