/// A key of the manifest: what it holds and what it is for.
///
/// The reader, the schema for editors and the messages about mistakes all go by these.
struct ManifestKey: Sendable {
    let name: String
    let holds: ManifestValue
    /// One phrase for people who edit a manifest.
    let about: String

    init(_ name: String, _ holds: ManifestValue, _ about: String) {
        self.name = name
        self.holds = holds
        self.about = about
    }
}

/// What stands behind a key.
indirect enum ManifestValue: Sendable {
    /// Any text; `secret` ones take nothing from the environment.
    case text
    /// One text or a list of them.
    case texts
    /// A path or an address.
    case path
    case paths
    case boolean
    case integer(ClosedRange<Int>)
    case oneInteger([Int])
    case number(ClosedRange<Double>)
    /// One of several words.
    case word([String])
    /// One of several words, where `on` and `off` may be said as YAML says them.
    case switching([String])
    /// Several of some words.
    case words([String])
    /// A text of a certain form, which the reader checks: its pattern, and what it is called.
    case form(pattern: String, name: String)
    /// A mapping with keys of its own.
    case section([ManifestKey])
    /// A mapping whose keys are names of the user's.
    case named(ManifestValue)
    /// One of several things.
    case either([ManifestValue])
    /// The projects of a batch.
    case projects
}
