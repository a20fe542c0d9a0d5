import CLAME
import NarrateModel

/// Owns a handle of LAME and encodes at a constant bit rate.
struct MP3Encoder: ~Copyable {
    private let handle: OpaquePointer
    private let channels: Int
    private var output: [UInt8]

    /// Sets LAME up.
    init(
        format: AudioFormat,
        bitRate: Int,
        options: EncodingOptions
    ) throws(AssembleError) {
        handle = try Self.handle(format: format, bitRate: bitRate, options: options)
        channels = format.channels
        output = [UInt8](repeating: 0, count: Self.chunkFrames * 5 / 4 + 7200)
    }

    deinit { lame_close(handle) }

    /// Encodes interleaved samples, full scale ±1.
    mutating func encode(
        _ samples: UnsafeBufferPointer<Float>,
        into file: inout OutputFile
    ) throws(AssembleError) {
        let step = Self.chunkFrames * channels
        var start = 0
        while start < samples.count {
            let end = min(start + step, samples.count)
            let count = encode(UnsafeBufferPointer(rebasing: samples[start..<end]))
            try write(count, into: &file)
            start = end
        }
    }

    /// Encodes what LAME holds back.
    ///
    /// - Returns: the Info frame, which belongs at the start of the file.
    mutating func finish(into file: inout OutputFile) throws(AssembleError) -> [UInt8] {
        let count = output.withUnsafeMutableBufferPointer {
            lame_encode_flush(handle, $0.baseAddress, Int32($0.count))
        }
        try write(count, into: &file)
        var tag = [UInt8](repeating: 0, count: 4096)
        let length = lame_get_lametag_frame(handle, &tag, tag.count)
        guard (1...tag.count).contains(length) else { throw .failed("no Info frame") }
        tag.removeLast(tag.count - length)
        return tag
    }

    private mutating func encode(_ samples: UnsafeBufferPointer<Float>) -> Int32 {
        let frames = Int32(samples.count / channels)
        return output.withUnsafeMutableBufferPointer { output in
            let room = Int32(output.count)
            return channels == 1
                ? lame_encode_buffer_ieee_float(
                    handle,
                    samples.baseAddress,
                    nil,
                    frames,
                    output.baseAddress,
                    room
                )
                : lame_encode_buffer_interleaved_ieee_float(
                    handle,
                    samples.baseAddress,
                    frames,
                    output.baseAddress,
                    room
                )
        }
    }

    private func write(_ count: Int32, into file: inout OutputFile) throws(AssembleError) {
        guard count >= 0 else { throw .failed("error \(count) while encoding") }
        let result = output.withUnsafeBufferPointer { bytes in
            Result { () throws(AssembleError) in
                try file.write(UnsafeBufferPointer(rebasing: bytes[..<Int(count)]))
            }
        }
        try result.get()
    }

    private static func handle(
        format: AudioFormat,
        bitRate: Int,
        options: EncodingOptions
    ) throws(AssembleError) -> OpaquePointer {
        guard let handle = lame_init() else { throw .failed("no memory") }
        lame_set_errorf(handle, nil)
        lame_set_debugf(handle, nil)
        lame_set_msgf(handle, nil)
        lame_set_in_samplerate(handle, Int32(format.sampleRate))
        lame_set_out_samplerate(handle, Int32(format.sampleRate))
        lame_set_num_channels(handle, Int32(format.channels))
        // ACX takes stereo only when it is not joint stereo.
        lame_set_mode(handle, format.channels == 1 ? MONO : STEREO)
        lame_set_quality(handle, Int32(options.quality))
        lame_set_bWriteVbrTag(handle, 1)
        lame_set_write_id3tag_automatic(handle, 0)
        set(options.rate, bitRate: bitRate, of: handle)
        let isConstant = options.rate == .constant
        let isReady =
            lame_init_params(handle) >= 0
            && lame_get_out_samplerate(handle) == Int32(format.sampleRate)
            && (!isConstant || lame_get_brate(handle) == Int32(bitRate))
        guard isReady else {
            lame_close(handle)
            throw .unsupported(
                "\(format.channels) × \(format.sampleRate) Hz at \(bitRate) kbit/s constant"
            )
        }
        return handle
    }

    private static func set(
        _ rate: EncodingOptions.Rate,
        bitRate: Int,
        of handle: OpaquePointer
    ) {
        switch rate {
        case .constant:
            lame_set_VBR(handle, vbr_off)
            lame_set_brate(handle, Int32(bitRate))
            lame_set_scale(handle, 1 / hiddenScale(bitRate: bitRate))
        case .variable(let quality):
            lame_set_VBR(handle, vbr_mtrh)
            lame_set_VBR_q(handle, Int32(min(9, max(0, quality))))
        }
    }

    private static let chunkFrames = 1152 * 8

    /// What LAME's presets silently multiply the input by (LAME 3.100, `presets.c`, column scale).
    static func hiddenScale(bitRate: Int) -> Float {
        switch bitRate {
        case ..<176: 0.95
        case ..<208: 0.97
        case ..<240: 0.98
        default: 1
        }
    }
}
