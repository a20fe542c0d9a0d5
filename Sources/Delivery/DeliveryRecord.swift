import FoundationEssentials

/// What was delivered, kept beside it: what need not be sent again, and what may be removed.
struct DeliveryRecord: Sendable, Equatable, Codable {
    static let fileName = ".narrate-delivery.json"

    /// A file as it was sent.
    struct File: Sendable, Equatable, Codable {
        var bytes: Int
        var sha256: String
        /// What the destination called this state of it; `nil` before it is there.
        var tag: String?
    }

    var version = 1
    /// Names the project whose release it is.
    var owner: String
    var files: [String: File]

    init(owner: String, files: [String: File] = [:]) {
        self.owner = owner
        self.files = files
    }

    /// Reads a record; `nil` for anything else, then nothing there is known to be ours.
    init?(_ bytes: [UInt8]) {
        guard let record = try? JSONDecoder().decode(DeliveryRecord.self, from: Data(bytes)),
            record.version == 1
        else { return nil }
        self = record
    }

    /// The file.
    var document: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
            return Array(try encoder.encode(self))
        }
    }
}
