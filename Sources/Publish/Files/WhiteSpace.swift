extension String {
    /// The text with every run of white space and control characters as one space, none at the ends.
    var collapsingWhiteSpace: String {
        unicodeScalars
            .split { $0.properties.isWhitespace || $0.properties.generalCategory == .control }
            .map { String($0) }
            .joined(separator: " ")
    }
}
