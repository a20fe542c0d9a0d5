/// A version of ID3v2.
package enum ID3Version: String, Sendable, Codable, CaseIterable {
    /// ID3v2.3: read by everything, old players in cars too.
    case v23 = "2.3"
    /// ID3v2.4: UTF-8 and whole dates.
    case v24 = "2.4"

    var major: UInt8 { self == .v23 ? 3 : 4 }
}
