import NarrateModel

/// What `report.html` tells beyond the release itself.
package struct ReleaseReport: Sendable, Equatable {
    /// Utterances by what became of them; together they are all.
    package struct Takes: Sendable, Equatable {
        /// Accepted without a finding worth mentioning.
        package var clean: Int
        /// Accepted with warnings.
        package var warned: Int
        /// Kept though the checks failed: no take was better.
        package var failed: Int

        /// Creates counts.
        package init(clean: Int = 0, warned: Int = 0, failed: Int = 0) {
            self.clean = clean
            self.warned = warned
            self.failed = failed
        }

        var total: Int { clean + warned + failed }
    }

    /// A line of the tables of settings and versions.
    package struct Line: Sendable, Equatable {
        package var name: String
        package var value: String

        /// Creates a line.
        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package var takes: Takes
    /// Chapters that miss their profile, by title, and why.
    package var outsideProfile: [Line]
    /// Takes somebody should listen to, in any order.
    package var doubtful: [DoubtfulTake]
    /// What the release was made with: voice settings, pauses, lexicons.
    package var settings: [Line]
    /// Programs and libraries with their versions.
    package var versions: [Line]
    /// What was found in the source.
    package var warnings: [SourceWarning]
    /// What was needed, reused and wasted, beside the totals.
    package var account: [Line]

    /// Creates a report.
    package init(
        takes: Takes = Takes(),
        outsideProfile: [Line] = [],
        doubtful: [DoubtfulTake] = [],
        settings: [Line] = [],
        versions: [Line] = [],
        warnings: [SourceWarning] = [],
        account: [Line] = []
    ) {
        self.takes = takes
        self.outsideProfile = outsideProfile
        self.doubtful = doubtful
        self.settings = settings
        self.versions = versions
        self.warnings = warnings
        self.account = account
    }
}

/// A take in the release that still needs ears.
package struct DoubtfulTake: Sendable, Equatable {
    /// Index of the publication's chapter.
    package var chapter: Int
    /// Position of the utterance in it, from 1.
    package var utterance: Int
    package var text: String
    /// Words in doubt, as Unicode scalar offsets into the text.
    package var marks: [Range<Int>]
    package var verdict: Verdict
    /// How often it was recorded.
    package var recordings: Int
    /// Where it begins in the chapter's file, in seconds.
    package var position: Double
    /// The take's own audio, for its waveform; `nil` when it is not at hand.
    package var audioPath: String?

    /// Creates a take.
    package init(
        chapter: Int,
        utterance: Int,
        text: String,
        marks: [Range<Int>] = [],
        verdict: Verdict,
        recordings: Int = 1,
        position: Double,
        audioPath: String? = nil
    ) {
        self.chapter = chapter
        self.utterance = utterance
        self.text = text
        self.marks = marks
        self.verdict = verdict
        self.recordings = recordings
        self.position = position
        self.audioPath = audioPath
    }
}
