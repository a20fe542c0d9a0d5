/// Audio without tags: the part of a file from `offset` to its end.
struct AudioSource: Sendable {
    var path: String
    var offset: Int
}

extension ReleaseWriter {
    /// The audio of a file in the release that says it was made from these inputs.
    func audio(of name: String, inputs: String) throws -> AudioSource? {
        try Self.audio(of: name, in: folder, inputs: inputs)
    }

    /// The audio of a file in a folder that says it was made from these inputs.
    static func audio(
        of name: String,
        in folder: ReleaseFolder,
        inputs: String
    ) throws -> AudioSource? {
        guard let size = folder.size(of: name) else { return nil }
        let path = folder.path(of: name)
        guard let tag = try ID3Reader.tag(of: InputFile(path: path)),
            tag.identifiers[ReleaseTags.owner] == inputs, tag.bytes < size
        else { return nil }
        return AudioSource(path: path, offset: tag.bytes)
    }

    /// Writes a tag and audio, unless the file holds the same bytes already.
    func write(_ tag: [UInt8], _ audio: AudioSource, as name: String) throws -> ReleasedFile {
        if let same = try unchanged(tag, audio, name) { return same }
        let source = try InputFile(path: audio.path)
        try source.seek(to: audio.offset)
        var file = try OutputFile(in: folder, name: name)
        try file.write(tag)
        while true {
            let piece = try source.read(InputFile.pieceBytes)
            guard !piece.isEmpty else { break }
            try file.write(piece)
        }
        return try file.publish(as: name)
    }

    private func unchanged(_ tag: [UInt8], _ audio: AudioSource, _ name: String) throws
        -> ReleasedFile?
    {
        let path = folder.path(of: name)
        let source = try InputFile(path: audio.path)
        let size = tag.count + source.bytes - audio.offset
        guard folder.size(of: name) == size else { return nil }
        let existing = try InputFile(path: path)
        guard try existing.read(tag.count) == tag else { return nil }
        if path != audio.path {
            try source.seek(to: audio.offset)
            while true {
                let piece = try source.read(InputFile.pieceBytes)
                guard try existing.read(piece.count) == piece else { return nil }
                guard !piece.isEmpty else { break }
            }
        }
        let digest = try InputFile.sha256(path: path)
        return ReleasedFile(file: name, bytes: size, sha256: digest, isNew: false)
    }
}
