/// The tables of a language behind one reference: they are large, and rules are handed about.
final class LanguageTables: Sendable {
    let all: NormalisationTables
    let units: KeyIndex
    let currencies: KeyIndex
    let ordinalEndings: KeyIndex

    init(_ tables: NormalisationTables) {
        all = tables
        units = KeyIndex(tables.units.keys)
        currencies = KeyIndex(tables.currencies.keys)
        ordinalEndings = KeyIndex(tables.ordinalEndings.keys)
    }
}
