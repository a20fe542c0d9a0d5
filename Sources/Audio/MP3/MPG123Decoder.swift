import CMPG123
import NarrateModel

/// Owns a handle of libmpg123 in feeding mode.
struct MPG123Decoder: ~Copyable {
    /// What the library wants next.
    enum Event {
        case decoded, hungry, ended
        case format(AudioFormat)
        case failed(String)
    }

    private let handle: OpaquePointer

    /// Opens the library's portable decoder: the same samples on every processor.
    init() throws(AudioError) {
        guard let handle = mpg123_new("generic", nil) else {
            throw .failed("libmpg123", "no decoder")
        }
        let flags =
            MPG123_FORCE_FLOAT.rawValue | MPG123_GAPLESS.rawValue | MPG123_QUIET.rawValue
            | MPG123_NO_FRANKENSTEIN.rawValue | MPG123_SKIP_ID3V2.rawValue
        let isReady =
            mpg123_param2(handle, Int32(MPG123_FLAGS.rawValue), Int(flags), 0) == MPG123_OK.rawValue
            && mpg123_open_feed(handle) == MPG123_OK.rawValue
        guard isReady else {
            mpg123_delete(handle)
            throw .failed("libmpg123", "it refused its settings")
        }
        self.handle = handle
    }

    deinit { mpg123_delete(handle) }

    /// Hands over compressed bytes; the library copies them.
    func feed(_ bytes: UnsafeBufferPointer<UInt8>) {
        mpg123_feed(handle, bytes.baseAddress, bytes.count)
    }

    /// Decodes what was fed.
    ///
    /// - Returns: samples written, and why it stopped.
    func read(into samples: UnsafeMutableBufferPointer<Float>) -> (count: Int, event: Event) {
        var done = 0
        let bytes = UnsafeMutableRawBufferPointer(samples)
        let result = mpg123_read(handle, bytes.baseAddress, bytes.count, &done)
        return (done / MemoryLayout<Float>.stride, event(result))
    }

    private func event(_ result: Int32) -> Event {
        switch result {
        case MPG123_OK.rawValue: .decoded
        case MPG123_NEED_MORE.rawValue: .hungry
        case MPG123_DONE.rawValue: .ended
        case MPG123_NEW_FORMAT.rawValue: newFormat()
        default: .failed(String(cString: mpg123_strerror(handle)))
        }
    }

    private func newFormat() -> Event {
        var rate = 0
        var channels: Int32 = 0
        var encoding: Int32 = 0
        guard mpg123_getformat(handle, &rate, &channels, &encoding) == MPG123_OK.rawValue else {
            return .failed("its format can't be told")
        }
        return .format(AudioFormat(sampleRate: rate, channels: Int(channels)))
    }
}
