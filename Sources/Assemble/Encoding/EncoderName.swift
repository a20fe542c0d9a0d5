import CLAME
import NarrateModel

extension ChapterAssembler {
    /// What encodes MP3s and how, for people: `LAME 3.100, 192 kbit/s constant, 44100 Hz, mono`.
    package var encoderName: String {
        let version = get_lame_version().map { String(cString: $0) } ?? ""
        let rate =
            switch encoding.rate {
            case .constant: "\(profile.bitRate) kbit/s constant"
            case .variable(let quality): "variable bit rate of quality \(quality)"
            }
        let channels = profile.format.channels == 1 ? "mono" : "stereo"
        return "LAME \(version), \(rate), \(profile.format.sampleRate) Hz, \(channels)"
    }
}
