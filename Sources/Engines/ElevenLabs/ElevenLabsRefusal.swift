import FoundationEssentials

/// An answer without success, taken apart: the service has five shapes of error bodies.
struct ElevenLabsRefusal: Sendable, Equatable {
    var status: Int
    /// What it is called: `code`, `status` and `type` together, lower case.
    var names: Set<String>
    /// What the service says about it; empty when it says nothing.
    var message: String
    /// Whether the body was JSON at all.
    var isJSON: Bool
    /// Name of the exchange for questions to the service's support.
    var traceID: String?
    var retryAfter: Double?

    init(_ response: HTTPResponse) {
        status = response.status
        traceID = response.headers["x-trace-id"]
        retryAfter = response.head.retryAfter
        guard let body = try? response.decoded(as: Body.self) else {
            (names, message, isJSON) = ([], "", false)
            return
        }
        isJSON = true
        let parts = body.detail?.parts ?? []
        let all = parts.isEmpty ? [body.outer] : parts
        names = Set(
            all.flatMap { [$0.code, $0.status, $0.type] }.compactMap { $0?.lowercased() }
        )
        message = all.compactMap(\.spoken).joined(separator: "; ")
        traceID = traceID ?? all.lazy.compactMap(\.request_id).first
    }

    func isAny(of wanted: String...) -> Bool { !names.isDisjoint(with: wanted) }

    /// Whole numbers in the message, in order, without digit grouping.
    var numbers: [Int] {
        message.split { !$0.isASCII || !$0.isNumber && $0 != "," }
            .compactMap { Int($0.filter { $0 != "," }) }
    }
}

// MARK: The shapes

/// `{"detail":{…}}`, `{"detail":[…]}`, `{"detail":"…"}` or no detail at all.
private struct Body: Decodable {
    var detail: Detail?
    var outer: Part

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        detail = try container.decodeIfPresent(Detail.self, forKey: .detail)
        outer = (try? Part(from: decoder)) ?? Part()
    }

    private enum Key: CodingKey { case detail }
}

private enum Detail: Decodable {
    case object(Part)
    case list([Part])
    case text(String)

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([Part].self) {
            self = .list(list)
        } else {
            self = .object(try container.decode(Part.self))
        }
    }

    var parts: [Part] {
        switch self {
        case .object(let part): [part]
        case .list(let list): list
        case .text(let text): [Part(message: text)]
        }
    }
}

/// One error; the names are the service's.
private struct Part: Decodable {
    var type: String?
    var code: String?
    var status: String?
    var message: String?
    var request_id: String?
    var loc: [Place]?
    var msg: String?

    /// The message for people, with the place it is about.
    var spoken: String? {
        guard let text = message ?? msg else { return nil }
        guard let loc, !loc.isEmpty else { return text }
        return loc.map(\.text).joined(separator: ".") + ": " + text
    }

    /// A name or an index in a path.
    struct Place: Decodable {
        var text: String

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let name = try? container.decode(String.self) {
                text = name
            } else {
                text = String(try container.decode(Int.self))
            }
        }
    }
}
