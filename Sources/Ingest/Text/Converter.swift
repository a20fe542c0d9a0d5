import Glibc

/// A conversion from an encoding to UTF-8 (`iconv`).
struct Converter: ~Copyable {
    private let descriptor: iconv_t

    /// Opens a conversion; `nil` when the C library has no such encoding.
    init?(from encoding: String) {
        let descriptor = iconv_open("UTF-8", encoding)
        guard descriptor != iconv_t(bitPattern: -1) else { return nil }
        guard let descriptor else { return nil }
        self.descriptor = descriptor
    }

    deinit { iconv_close(descriptor) }

    /// The bytes in UTF-8, each invalid one as U+FFFD.
    func convert(_ bytes: UnsafeBufferPointer<UInt8>) -> (bytes: [UInt8], invalid: Int) {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 2)
        var invalid = 0
        var offset = 0
        let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 16) { _, count in count = 1 << 16 }
        var output = chunk
        while offset < bytes.count {
            let step = convert(bytes, from: offset, into: &output)
            result.append(contentsOf: output[..<step.written])
            offset += step.read
            guard step.isStuck, offset < bytes.count else { continue }
            if step.written == 0 || step.isInvalid {
                result.append(contentsOf: [0xEF, 0xBF, 0xBD])
                invalid += 1
                offset += 1
            }
        }
        return (result, invalid)
    }

    private struct Step {
        var read: Int
        var written: Int
        /// Stopped for another reason than a full buffer.
        var isStuck: Bool
        var isInvalid: Bool
    }

    private func convert(
        _ bytes: UnsafeBufferPointer<UInt8>,
        from offset: Int,
        into output: inout [UInt8]
    ) -> Step {
        var inputLeft = bytes.count - offset
        let total = inputLeft
        let capacity = output.count
        var outputLeft = capacity
        var code = 0
        output.withUnsafeMutableBytes { buffer in
            var out = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            var input = bytes.baseAddress.map {
                // iconv takes its input without const but does not write to it (iconv(3)).
                UnsafeMutableRawPointer(mutating: $0 + offset).assumingMemoryBound(to: CChar.self)
            }
            let result = iconv(descriptor, &input, &inputLeft, &out, &outputLeft)
            if result == -1 {
                code = Int(errno)
            }
        }
        return Step(
            read: total - inputLeft,
            written: capacity - outputLeft,
            isStuck: code != 0 && code != Int(E2BIG),
            isInvalid: code == Int(EILSEQ) || code == Int(EINVAL)
        )
    }
}
