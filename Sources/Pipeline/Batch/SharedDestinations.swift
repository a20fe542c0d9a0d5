import NarrateDelivery
import NarrateModel

extension Batch {
    /// Makes sure that no two books are to be delivered to one place, where each would remove the
    /// other's files.
    ///
    /// - Throws: `SourceError`.
    static func refuseSharedDestinations(_ books: [BatchBook]) throws {
        var owners: [String: BatchBook] = [:]
        for book in books {
            guard let destination = book.configuration.delivery?.destination,
                !destination.takesSeveral
            else { continue }
            let place = destination.description
            guard let other = owners.updateValue(book, forKey: place) else { continue }
            throw SourceError(
                code: .invalid,
                message: "'\(other.configuration.source)' and '\(book.configuration.source)' "
                    + "can't both be published to '\(place)'",
                source: book.configuration.source,
                hint: "give each its own place, such as \(place)/{release}"
            )
        }
    }
}
