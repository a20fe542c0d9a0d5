import NarrateModel

extension StitchingContext {
    /// What was sent as context, in one line for the ledger.
    var summary: String {
        var parts: [String] = []
        if let previousText { parts.append("previous text \(previousText.unicodeScalars.count)") }
        if let nextText { parts.append("next text \(nextText.unicodeScalars.count)") }
        if !previousRequestIDs.isEmpty {
            parts.append(Self.spelled("previous", previousRequestIDs))
        }
        if !nextRequestIDs.isEmpty { parts.append(Self.spelled("next", nextRequestIDs)) }
        return parts.joined(separator: ", ")
    }

    private static func spelled(_ side: String, _ ids: [String]) -> String {
        "\(side) ids \(ids.joined(separator: " "))"
    }
}
