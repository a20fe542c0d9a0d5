import Glibc

/// What a voice is used to, learned from its accepted takes.
package struct VoiceProfile: Sendable, Equatable, Codable {
    /// A figure of a voice: its middle and how far takes usually are from it.
    package struct Habit: Sendable, Equatable, Codable {
        /// The median.
        package var middle: Double
        /// The median of the distances from it.
        package var spread: Double
        /// What only one take in twenty is below, and what only one is above.
        package var low: Double
        package var high: Double
        /// The least and the greatest, but for one take in a hundred.
        package var least: Double
        package var most: Double

        init(_ values: [Double]) {
            let middle = Self.median(values)
            self.middle = middle
            let sorted = values.sorted()
            low = sorted.isEmpty ? 0 : sorted[sorted.count / 20]
            high = sorted.isEmpty ? 0 : sorted[sorted.count - 1 - sorted.count / 20]
            least = sorted.isEmpty ? 0 : sorted[sorted.count / 100]
            most = sorted.isEmpty ? 0 : sorted[sorted.count - 1 - sorted.count / 100]
            spread = Self.median(values.map { abs($0 - middle) })
        }

        /// What only one take in twenty is above, or what medians lead to expect of that where it is less.
        ///
        /// A few bad takes don't raise it. Of sound takes it was 3 to 6 spreads over the middle.
        var usualHigh: Double { min(high, middle + 6 * spread) }

        /// What is far less than ever: a share of the least, where takes are much alike; `nil` where they
        /// are not.
        func farBelow(_ share: Double) -> Double? {
            least >= 0.05 && least >= 0.6 * middle ? share * least : nil
        }

        /// A standard deviation that neither a few wild values nor a few that happen to be alike decide.
        var deviation: Double {
            let range = (high - low) / 3
            return spread == 0 ? range : (1.4826 * spread + range) / 2
        }

        /// How far a value is from the middle.
        func distance(_ value: Double) -> Double { abs(value - middle) }

        private static func median(_ values: [Double]) -> Double {
            guard !values.isEmpty else { return 0 }
            let sorted = values.sorted()
            let middle = sorted.count / 2
            return sorted.count % 2 == 1
                ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
        }
    }

    /// Takes that were looked at.
    package var takes: Int
    /// Natural logarithm of the characters per second, as `SpokenLength` counts them.
    package var rate: Habit
    /// How far takes are from that rate, as a logarithm, times the root of their characters: what is
    /// uneven in a text evens out the longer it is.
    package var unevenness: Habit
    /// How fast it says which sounds; `nil` while too few takes were heard whose sounds are known.
    package var pace: Pace?
    /// Level of speech in dBFS.
    package var level: Habit
    /// Level of the quietest moment in dBFS.
    package var floor: Habit
    /// Silence before the speech, in seconds.
    package var lead: Habit
    /// Silence after the speech, in seconds.
    package var trail: Habit
    /// Median pitch in octaves above 1 Hz.
    package var pitch: Habit
    /// Changes of voice and level inside a take.
    package var voiceChange: Habit
    package var levelJump: Habit
    /// Level of the end against the speech, in dB.
    package var end: Habit
    /// Level of the very first millisecond against the speech, in dB.
    package var onset: Habit
    /// The same, and the silence before it, of texts that begin with a hard sound; `nil` while too few were heard.
    package var hardOnset: Habit?
    package var hardLead: Habit?
    /// How much louder vowels become that begin at once, in dB; `nil` likewise.
    package var vowelRise: Habit?
    /// The silence before texts that begin with a quotation; `nil` likewise.
    package var quotedLead: Habit?
    /// Share of high frequencies in dB.
    package var brightness: Habit
    /// How little two stretches of a take differ, in dB.
    package var repetition: Habit
    /// The sample that stands out most, as `Click` says; `nil` while too few were heard for that.
    package var click: Habit?
    /// Middle of every band's level in dB.
    package var timbre: [Double]

    /// Fewer takes than this, of texts of at least 30 characters, say little.
    package static let enough = 12

    /// Fewer that begin with a vowel at once say little of how a voice does that.
    private static let enoughRises = 8

    /// From so many takes on the extremes of a voice are known well enough to find fault with a take
    /// that nothing but the voice speaks against.
    package static let settled = 30

    /// Whether enough was heard of the voice for that.
    package var isSettled: Bool { takes >= Self.settled }

    /// Learns a voice; `nil` from too few takes to judge others by.
    ///
    /// Medians are used throughout: a few takes that should not have been accepted change nothing.
    package init?(_ figures: [TakeFigures]) {
        // Headings and interjections tell the pause after them more than the rate.
        let long = figures.filter { $0.characters >= 30 && $0.spokenDuration > 0 }
        guard long.count >= Self.enough else { return nil }
        takes = long.count
        let rate = Habit(long.map { log($0.charactersPerSecond) })
        self.rate = rate
        unevenness = Habit(
            long.map { (rate.middle - log($0.charactersPerSecond)) * $0.characters.squareRoot() }
        )
        pace = Pace(
            long.compactMap { take in
                guard let sounds = take.sounds, let seconds = take.articulation,
                    let change = take.change
                else { return nil }
                return Pace.Lesson(sounds: sounds, seconds: seconds, change: change)
            }
        )
        level = Habit(long.map(\.speechLevel))
        floor = Habit(long.map(\.floor))
        lead = Habit(long.map(\.lead))
        end = Habit(long.map(\.endLevel))
        trail = Habit(long.map(\.trail))
        pitch = Habit(long.map(\.pitch).filter { $0 > 0 })
        voiceChange = Habit(long.map(\.voiceChange).filter { $0 > 0 })
        levelJump = Habit(long.map(\.levelJump))
        onset = Habit(long.map(\.onsetLevel))
        let hard = long.filter { $0.beginsHard == true }
        if hard.count >= Self.enough {
            hardOnset = Habit(hard.map(\.onsetLevel))
            hardLead = Habit(hard.map(\.lead))
        }
        let quoted = long.filter { $0.beginsQuoted == true }
        if quoted.count >= Self.enough { quotedLead = Habit(quoted.map(\.lead)) }
        let rises = long.compactMap(\.vowelRise)
        if rises.count >= Self.enoughRises { vowelRise = Habit(rises) }
        brightness = Habit(long.map(\.brightness))
        repetition = Habit(long.map(\.repetition).filter { $0 > 0 })
        let clicks = long.compactMap(\.click)
        click = clicks.count < Self.enough ? nil : Habit(clicks)
        let bands = long.map(\.timbre.count).min() ?? 0
        timbre = (0..<bands).map { band in Habit(long.map { Double($0.timbre[band]) }).middle }
    }

    /// Characters per second.
    package var charactersPerSecond: Double { exp(rate.middle) }
}
