import Foundation

/// Small documents for runs from end to end; a few seconds of speech each.
package enum SampleBook {
    /// Three short chapters as a page of HTML.
    package static let html = """
        <!DOCTYPE html>
        <html lang="en"><head><title>A Short Walk</title>
        <meta name="author" content="Ada Wren"></head>
        <body>
        <h1>The Gate</h1>
        <p>The gate was open. Nobody had closed it since the spring.</p>
        <p>She went through, and the path began.</p>
        <h1>The Hill</h1>
        <p>From the hill one could see the river, and beyond it the town.</p>
        <p>It was quiet; even the wind had stopped to listen.</p>
        <h1>The Way Home</h1>
        <p>The way home is always shorter.</p>
        </body></html>
        """

    /// Sentences of a walk, without their full stops, in words that everybody knows.
    package static let sentences = [
        "The old gate was open in the morning", "Nobody had closed it since the spring",
        "She went through and followed the river", "The wind was cold and the grass was wet",
        "A dog came down the hill to meet her", "It was the dog of the man at the mill",
        "They walked together for an hour or two", "At noon they came to a narrow bridge",
        "Under the bridge lay a small green boat", "Her brother had painted it last summer",
        "She sat down in the boat and waited", "At night he came back from the town",
    ]

    /// Writes a document into a folder.
    ///
    /// - Returns: its path.
    package static func write(_ text: String, as name: String, in folder: String) throws -> String {
        let path = "\(folder)/\(name)"
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }
}
