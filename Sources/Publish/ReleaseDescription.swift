import NarrateModel

/// What a release is as a whole: the book, who speaks it and how it was mastered.
package struct ReleaseDescription: Sendable, Equatable {
    package var metadata: Metadata
    package var cover: Cover?
    /// Every narrated chapter of the book in order, whether it is released now or not: titles, file
    /// names and track numbers depend on all of them.
    package var tracks: [ReleaseTrack]
    /// The source's own name, the title where the metadata has none.
    package var sourceName: String
    package var engine: String
    package var model: String
    /// What the engine calls the voice.
    package var voice: String
    /// What people call it.
    package var voiceName: String?
    /// Every voice that speaks, the book's first.
    package var voices: [ReleaseVoice]
    package var profile: MasteringProfile
    /// The program and its version: `narrate 0.1.0`.
    package var generator: String
    /// What encoded the audio and how, for people.
    package var encoder: String?

    /// Creates a description.
    package init(
        metadata: Metadata,
        cover: Cover? = nil,
        tracks: [ReleaseTrack],
        sourceName: String,
        engine: String,
        model: String,
        voice: String,
        voiceName: String? = nil,
        voices: [ReleaseVoice] = [],
        profile: MasteringProfile = .acx,
        generator: String,
        encoder: String? = nil
    ) {
        self.metadata = metadata
        self.cover = cover
        self.tracks = tracks
        self.sourceName = sourceName
        self.engine = engine
        self.model = model
        self.voice = voice
        self.voiceName = voiceName
        self.voices = voices
        self.profile = profile
        self.generator = generator
        self.encoder = encoder
    }

    /// The title of the book, never empty.
    package var title: String {
        for candidate in [metadata.title ?? "", sourceName] {
            let title = candidate.collapsingWhiteSpace
            if !title.isEmpty { return title }
        }
        return "Untitled"
    }

    /// Who is named as the narrator: the book's, else the voice.
    package var narrator: String {
        let named = metadata.narrators.joined(separator: "; ")
        return named.isEmpty ? voiceName ?? voice : named
    }
}

/// A voice of a release.
package struct ReleaseVoice: Sendable, Equatable {
    /// What the engine calls it.
    package var voice: String
    /// What people call it.
    package var name: String
    /// How many utterances it speaks.
    package var utterances: Int

    /// Creates a voice.
    package init(voice: String, name: String, utterances: Int) {
        self.voice = voice
        self.name = name
        self.utterances = utterances
    }
}

/// A narrated chapter as the release numbers and titles it.
package struct ReleaseTrack: Sendable, Equatable {
    /// Index of the publication's chapter.
    package var index: Int
    package var title: String
    /// Titles of the parts above it, outermost first.
    package var partTitles: [String]

    /// Creates a track.
    package init(index: Int, title: String, partTitles: [String] = []) {
        self.index = index
        self.title = title
        self.partTitles = partTitles
    }
}
