/// Everything that was asked, for tests to read.
struct Journal: Sendable {
    /// One request and what became of it.
    struct Entry: Sendable {
        var time: Double
        var method: String
        var path: String
        var query: [String: String] = [:]
        /// Last four characters of the key.
        var keyTail: String?
        var userAgent: String?
        var body: JSON = .null
        var status = 0
        var fault: Fault?
        var characters = 0
        var cost = 0
        var requestID: String?
        var historyItemID: String?
        /// Requests of the group in flight when it was let in, itself counted.
        var inFlight = 0
        /// Seconds from its arrival to its answer.
        var seconds = 0.0
        /// What is not forbidden and not right either, such as ids nobody knows.
        var warnings: [String] = []
    }

    private(set) var entries: [Entry] = []
    /// The most requests in flight at once, by concurrency group.
    private(set) var mostInFlight: [String: Int] = [:]
    /// Requests that came over the concurrency limit.
    var overflows = 0

    mutating func append(_ entry: Entry) { entries.append(entry) }

    mutating func note(inFlight: Int, group: String) {
        mostInFlight[group] = max(inFlight, mostInFlight[group] ?? 0)
    }

    /// Characters of speech that was billed.
    var billedCharacters: Int { entries.lazy.filter { $0.cost > 0 }.map(\.characters).reduce(0, +) }

    var credits: Int { entries.lazy.map(\.cost).reduce(0, +) }

    var json: JSON {
        [
            "version": 1, "requests": .array(entries.map(\.json)),
            "mostInFlight": .object(mostInFlight.mapValues(JSON.integer)),
            "overflows": .integer(overflows),
            "billedCharacters": .integer(billedCharacters), "credits": .integer(credits),
        ]
    }
}

extension Journal.Entry {
    var json: JSON {
        [
            "time": .number(time), "method": .string(method), "path": .string(path),
            "query": .object(query.mapValues(JSON.string)), "keyTail": .optional(keyTail),
            "userAgent": .optional(userAgent), "body": body, "status": .integer(status),
            "fault": .optional(fault?.rawValue), "characters": .integer(characters),
            "cost": .integer(cost), "requestID": .optional(requestID),
            "historyItemID": .optional(historyItemID), "inFlight": .integer(inFlight),
            "seconds": .number(seconds), "warnings": .strings(warnings),
        ]
    }
}
