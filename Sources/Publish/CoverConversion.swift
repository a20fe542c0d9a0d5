import FoundationEssentials
import Glibc
import NarrateAudio
import NarrateModel

/// Makes a cover that players can show out of one they can't.
struct CoverConversion: Sendable {
    let folder: ReleaseFolder

    /// Longest side in pixels: stores ask for no more, players show less.
    private static let longestSide = 2400

    /// The cover as it is released, and what is to be said about it.
    func picture(of cover: Cover?) -> (picture: CoverPicture?, findings: [Finding]) {
        let found = CoverPicture.findings(on: cover)
        guard let cover else { return (nil, found) }
        let picture = CoverPicture(cover)
        if let picture, picture.bytes.count <= CoverPicture.usualBytes { return (picture, found) }
        guard FFmpegProcess.isInstalled, let made = converted(cover.bytes),
            made.bytes.count < cover.bytes.count || picture == nil
        else { return (picture, found) }
        return (made, [])
    }

    /// A JPEG of it, or `nil` when ffmpeg can't read it: drawings are nothing to it.
    private func converted(_ bytes: [UInt8]) -> CoverPicture? {
        let temporary = folder.path(of: OutputFile.temporaryName(for: "cover.jpg"))
        defer { unlink(temporary) }
        let side = Self.longestSide
        let size =
            "scale=w='min(\(side),iw)':h='min(\(side),ih)':force_original_aspect_ratio=decrease"
        do {
            var process = try FFmpegProcess([
                "-i", "pipe:0", "-frames:v", "1", "-vf", size, "-pix_fmt", "yuvj420p", "-q:v", "3",
                "-map_metadata", "-1", "-fflags", "+bitexact", "-f", "mjpeg", temporary,
            ])
            try process.write(bytes)
            try process.finish()
        } catch {
            return nil
        }
        guard let data = FileManager.default.contents(atPath: temporary) else { return nil }
        return CoverPicture(Cover(mediaType: "image/jpeg", bytes: Array(data)))
    }
}
