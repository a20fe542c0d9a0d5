import NarrateModel

/// A mastered chapter that is ready to be released.
package struct ReleaseChapter: Sendable, Equatable {
    /// Index of the publication's chapter; one of the description's tracks.
    package var index: Int
    /// Which part of a chapter that is too long for one file; `nil` for a whole one.
    package var part: ChapterPart?
    /// Paths of what was assembled, without tags, by its encoding.
    package var audio: [AudioEncoding: String]
    package var master: Master
    package var utterances: Int
    /// Unicode scalars of the chapter's text.
    package var characters: Int
    /// Document of the source it starts in.
    package var source: String
    /// Names what the audio was made from, in up to 64 ASCII characters.
    ///
    /// A chapter whose file in the release has the same needs no new audio; empty is never the same.
    package var inputs: String
    /// The utterances in order, one for each of the master's starts; for subtitles and lyrics.
    package var script: [Utterance]
    /// When the words of each utterance are spoken, in seconds from its start, where that is known.
    package var words: [[TimedWord]] = []

    /// Creates a chapter.
    package init(
        index: Int,
        audio: [AudioEncoding: String],
        master: Master,
        utterances: Int,
        characters: Int,
        source: String,
        inputs: String = "",
        script: [Utterance] = []
    ) {
        self.index = index
        self.audio = audio
        self.master = master
        self.utterances = utterances
        self.characters = characters
        self.source = source
        self.inputs = inputs
        self.script = script
    }
}

/// A part of a chapter whose profile limits the length of a file.
package struct ChapterPart: Sendable, Hashable {
    /// From 1.
    package var number: Int
    package var count: Int

    /// Creates a part.
    package init(number: Int, count: Int) {
        self.number = number
        self.count = count
    }
}
