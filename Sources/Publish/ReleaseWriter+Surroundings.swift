import NarrateModel

extension ReleaseWriter {
    /// Cover, playlist and metadata, as far as they are asked for.
    func writeExtras(for chapters: [ReleasedChapter]) throws -> [ReleasedFile] {
        var files: [ReleasedFile] = []
        if let cover = tags.cover {
            files.append(try folder.write(cover.bytes, as: cover.fileName))
        }
        if options.includesPlaylist {
            let list = Playlist(title: description.title, chapters: chapters)
            files.append(try folder.write(list.document, as: Playlist.fileName))
        }
        if options.includesShelfMetadata {
            let metadata = ShelfMetadata(description: description, chapters: chapters)
            files.append(try folder.write(metadata.json.document, as: ShelfMetadata.fileName))
        }
        return files
    }

    /// Writes report and manifest, unless only the time would be new.
    func write(_ surroundings: Surroundings, createdAt: String) throws -> [ReleasedFile] {
        if let former {
            let same = surroundings.documents(createdAt: former.createdAt)
            let isSame = try same.allSatisfy { try folder.contents(of: $0.name) == $0.bytes }
            if isSame { return try same.map { try folder.write($0.bytes, as: $0.name) } }
        }
        return try surroundings.documents(createdAt: createdAt)
            .map { try folder.write($0.bytes, as: $0.name) }
    }

    /// Removes what an earlier manifest of narrate lists and is no longer part of the release, and
    /// what killed runs left behind.
    ///
    /// - Returns: Names of the former files.
    func removeFormer(keeping kept: Set<String>) throws -> [String] {
        let names = try folder.names()
        let gone = former?.fileNames.subtracting(kept).intersection(names).sorted() ?? []
        for name in gone { try folder.remove(name) }
        for name in names where name.hasPrefix(OutputFile.temporaryPrefix) {
            try folder.remove(name)
        }
        return gone
    }
}
