/// Reads a FLAC file bit by bit and keeps the frames' check sum.
struct FLACBits: ~Copyable {
    let path: String
    private var file: AudioFile
    private var buffer = [UInt8](repeating: 0, count: 1 << 15)
    private var next = 0
    private var end = 0
    /// Bits that are read from the file but not taken yet, the newest lowest.
    private var cache: UInt64 = 0
    private var cached = 0
    /// CRC-16 of all bytes since `startFrame`, polynomial 0x8005.
    private var check: UInt16 = 0

    /// Reads from where the file stands.
    init(_ file: consuming AudioFile) {
        path = file.path
        self.file = file
    }

    /// Whether the file is used up; only between frames.
    mutating func isAtEnd() throws(AudioError) -> Bool {
        if next == end { try load() }
        return next == end && cached == 0
    }

    /// Starts another check sum.
    mutating func startFrame() { check = 0 }

    /// Goes to the next whole byte, then compares the check sum with the one that follows.
    mutating func endFrame() throws(AudioError) -> Bool {
        cached = 0
        let computed = check
        return try bits(16) == Int(computed)
    }

    /// The next bits as a number; at most 32.
    mutating func bits(_ count: Int) throws(AudioError) -> Int {
        while cached < count { try refill() }
        cached -= count
        return Int(cache >> UInt64(cached) & (1 << UInt64(count) - 1))
    }

    /// The next bits as a number in two's complement; at most 33.
    mutating func signed(_ count: Int) throws(AudioError) -> Int {
        guard count > 0 else { return 0 }
        let value = try bits(count)
        return value >= 1 << (count - 1) ? value - 1 << count : value
    }

    /// Counts zeros up to the next one.
    mutating func zeros() throws(AudioError) -> Int {
        var count = 0
        while true {
            if cached == 0 { try refill() }
            // What is cached stands at the lower end; everything above it has been taken.
            let rest = cache << UInt64(64 - cached)
            if rest != 0 {
                let leading = rest.leadingZeroBitCount
                cached -= leading + 1
                return count + leading
            }
            count += cached
            cached = 0
        }
    }

    /// Skips whole bytes of the file; nothing may be cached.
    mutating func skip(_ count: Int) throws(AudioError) {
        let inBuffer = min(count, end - next)
        next += inBuffer
        guard count > inBuffer else { return }
        try file.seek(to: min(file.position + count - inBuffer, file.size))
    }

    private mutating func refill() throws(AudioError) {
        if next == end { try load() }
        guard next < end else { throw .corrupt(path, Self.cutMessage) }
        let byte = buffer[next]
        next += 1
        cache = cache << 8 | UInt64(byte)
        cached += 8
        check ^= UInt16(byte) << 8
        for _ in 0..<8 { check = check & 0x8000 == 0 ? check << 1 : check << 1 ^ 0x8005 }
    }

    private mutating func load() throws(AudioError) {
        let result = buffer.withUnsafeMutableBytes { buffer in
            Result { () throws(AudioError) in try file.read(into: buffer) }
        }
        next = 0
        end = try result.get()
    }

    private static let cutMessage = "it ends inside a frame"
}
