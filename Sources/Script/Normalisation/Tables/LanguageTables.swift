/// The tables of a language behind one reference: they are large, and rules are handed about.
final class LanguageTables: Sendable {
    let all: NormalisationTables

    init(_ tables: NormalisationTables) { all = tables }
}
