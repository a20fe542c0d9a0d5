import NarrateModel

extension ReleaseWriter {
    /// The name of the file that stores let people listen to before they buy.
    static let sampleName = "Retail Sample.mp3"

    /// The sample as an earlier run released it, when it was made from the same inputs.
    package func keptSample(inputs: String) throws -> ReleasedFile? {
        guard let source = try audio(of: Self.sampleName, inputs: inputs) else { return nil }
        return try write(tags.tag(ofSample: inputs).bytes(), source, as: Self.sampleName)
    }

    /// Writes the sample.
    ///
    /// - Parameters:
    ///   - path: Its bare MP3.
    ///   - inputs: Names what its audio was made from.
    /// - Returns: The file, new or not.
    /// - Throws: `PublishError`.
    package func writeSample(at path: String, inputs: String) throws -> ReleasedFile {
        let source = AudioSource(path: path, offset: 0)
        return try write(tags.tag(ofSample: inputs).bytes(), source, as: Self.sampleName)
    }
}

extension ReleaseTags {
    /// The tag of the sample, which is no track of the book.
    func tag(ofSample inputs: String) -> ID3Tag {
        tag(
            [.text(id: "TIT2", "Retail Sample")] + bookFrames
                + [.identifier(owner: Self.owner, inputs)]
        )
    }
}
