import COpus

/// Owns a handle of libopusfile on a file.
struct OpusFile: ~Copyable {
    /// What came of reading.
    enum Event {
        /// Frames that were decoded, and the channels they have.
        case decoded(frames: Int, channels: Int)
        case ended
        case failed(String)
    }

    private let handle: OpaquePointer

    /// Opens a file and reads the headers of its streams.
    init(path: String) throws(AudioError) {
        var code: Int32 = 0
        guard let handle = op_open_file(path, &code) else {
            throw .corrupt(path, Self.reason(code))
        }
        self.handle = handle
    }

    deinit { op_free(handle) }

    /// Channels of the first stream.
    var channels: Int { Int(op_channel_count(handle, 0)) }

    /// Frames that the file's last page counts; `nil` when it can't be told.
    var frameCount: Int? {
        let count = op_pcm_total(handle, -1)
        return count < 0 ? nil : Int(count)
    }

    /// Decodes what fits into some samples, interleaved.
    func read(into samples: UnsafeMutableBufferPointer<Float>) -> Event {
        var link: Int32 = 0
        let room = Int32(clamping: samples.count)
        let frames = op_read_float(handle, samples.baseAddress, room, &link)
        if frames < 0 { return .failed(Self.reason(frames)) }
        if frames == 0 { return .ended }
        return .decoded(frames: Int(frames), channels: Int(op_channel_count(handle, link)))
    }

    private static func reason(_ code: Int32) -> String {
        switch code {
        case OP_HOLE: "a page is missing or its check sum is wrong"
        case OP_EREAD: "it can't be read"
        case OP_ENOTFORMAT, OP_EBADHEADER, OP_EVERSION: "its header is not that of Opus"
        case OP_EIMPL: "its streams are of a kind that is not known"
        case OP_EBADPACKET: "a packet can't be decoded"
        case OP_EBADLINK: "a stream in it is cut"
        case OP_EBADTIMESTAMP: "its pages don't follow each other"
        default: "libopusfile gives up on it (\(code))"
        }
    }
}
