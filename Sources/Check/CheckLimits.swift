/// What takes are judged by: every check's limits with their units.
///
/// The defaults come from sets of sound and spoilt takes of offline voices; what a voice is used to
/// is learned while it records (`VoiceProfile`).
package struct CheckLimits: Sendable, Equatable {
    /// A take without a moment louder than this holds no sound, in dBFS over 10 ms.
    package var soundLevel = -55.0
    /// Speech below this level is near silence, in dBFS RMS over its active moments.
    package var speechLevel = -50.0
    /// Frames a container may promise and not hold, in seconds.
    package var missing = 0.05
    /// Loudest moment of the last 30 ms against the level of speech, in dB.
    package var endLevel = -20.0
    /// First samples against the peak, as a factor: speech begins at zero.
    package var startStep = 0.12
    /// First millisecond against the level of speech, in dB.
    package var startLevel = -1.5
    /// How much less than ever a vowel may become louder that a take begins with, in dB.
    package var rise = 3.0
    /// Runs of four and more equal samples at the maximum that mean clipping.
    package var clippedRuns = 3
    /// Share of samples within 1 dB of the highest that means clipping behind a lossy codec.
    package var clippedShare = 0.015
    /// How far a take may be from the length its voice needs, as a logarithm: of a steady voice, and in
    /// standard deviations of a voice.
    package var duration = 0.08
    package var durationSpreads = 3.2
    /// How much further off it may be where its pace is none of a fault, as a factor; such a pace, in standard
    /// deviations.
    package var steadyDuration = 1.5
    package var steadyPace = 2.0
    /// The same of a voice whose sounds are known: how far a take may be too fast and too slow, its pauses left out.
    package var fast = 0.065
    package var fastSpreads = 1.9
    /// So many more over the root of the number of sounds: a few of them may be off far.
    package var fewSoundsSpreads = 7.0
    package var slow = 0.16
    package var slowSpreads = 4.0
    /// Constant part of the signal, as a share of full scale.
    package var offset = 0.02
    /// Quietest 100 ms against the level of speech, in dB.
    package var floor = -28.0
    /// Silence inside speech, in seconds, and where the text asks for a pause.
    package var pause = 1.5
    package var askedPause = 3.5
    /// A sound behind the last pause that is shorter than the last word, as a share of what that usually takes.
    package var lastWord = 0.57
    /// Difference of a sample from what its neighbours predict against that of the others within 12 ms, as
    /// a factor.
    package var click = 6.8
    /// High frequencies at about the level of speech, in seconds at a stretch.
    package var burst = 0.24
    /// Spread of energy over the bands of a breath, in dB below all the same.
    package var flatness: Float = -6
    /// Level against what the voice is used to, in dB.
    package var level = 4.5
    /// Change of level inside a take, in dB; of a voice that is not known it must be greater.
    package var levelJump = 7.0
    package var unknownLevelJump = 13.0
    /// Share of high frequencies against what the voice is used to, in dB.
    package var brightness = 16.0
    /// The same, of a voice that is not known: no sibilants at all.
    package var leastBrightness = -45.0
    /// Change of voice inside a take, as `VoiceChange` scores it: of a voice that is not known, and
    /// the least of one that is.
    package var voiceChange = 2.0
    package var leastVoiceChange = 0.8
    /// Difference of pitch from what the voice is used to, in octaves.
    package var pitch = 0.17
    /// How much further questions and exclamations may be from it.
    package var livelyPitch = 0.05
    /// Difference of timbre from what the voice is used to, in dB RMS over the bands.
    package var timbre = 7.0
    /// How little two stretches of speech may differ, in dB over the bands, and against what those of
    /// the take usually do, as a factor.
    package var repetition = 3.4
    package var repetitionShare = 0.5
    /// The same where the take is longer than its text leads to expect, by so many standard deviations.
    package var longRepetition = 5.0
    package var notablyLong = 1.5
    /// The same where the text has something twice, and how much slower it must be spoken then, pauses left out.
    package var tooLong = 3.0
    package var tooSlow = 1.5
    /// How far two stretches of half a second are one and the same recording, as a correlation; and where the text
    /// has something twice, though not there.
    package var loop = 0.97
    package var certainLoop = 0.99
    /// Words of a text for each that may be misheard.
    package var wordsPerMistake = 60
    /// A take that is longer than expected by so many standard deviations lacks no words, one that is shorter by
    /// as many has none twice.
    package var wholeLength = 0.5
    /// By how much a sound that a voice has its own way with may fit its word worse than another sound would, in nats
    /// per 10 ms; and by how many nats more than that a stretch of words: where something else is heard, where nothing
    /// is, and in long texts, too.
    package var soundLoss = 6.0
    package var slightMisfit = 20.0
    package var misfit = 80.0
    package var certainMisfit = 100.0
    /// Seconds between such a stretch and what is heard there.
    package var misfitReach = 0.3
    /// Least length of words that were added, in seconds, and of a short one that is heard for another.
    package var addedLength = 0.15
    package var shortWordLength = 0.25
    /// Loss of a word in an alignment that is much, and against what those of the take usually have, as
    /// a factor.
    package var wordLoss = 1.0
    package var wordLossShare = 5.0

    /// Creates the default limits.
    package init() {}
}
