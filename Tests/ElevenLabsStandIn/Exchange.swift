import FlyingFox
import Foundation

/// A request as the endpoints see it, and the notes for the journal.
struct Exchange: Sendable {
    var method: String
    /// Parts of the path, decoded; an ending slash leaves nothing.
    var path: [String]
    var query: [(name: String, value: String)]
    var key: String?
    var contentType: String
    var body: Data
    var entry: Journal.Entry

    init(_ request: HTTPRequest, now: Double) async throws {
        method = request.method.rawValue
        path = request.path.split(separator: "/").map {
            String($0).removingPercentEncoding ?? String($0)
        }
        query = request.query.map { ($0.name, $0.value) }
        key = request.headers[HTTPHeader("xi-api-key")]
        contentType = request.headers[.contentType] ?? ""
        body = try await request.bodyData
        entry = Journal.Entry(time: now, method: method, path: "/" + path.joined(separator: "/"))
        entry.query = Dictionary(query.map { ($0.name, $0.value) }) { first, last in
            "\(first),\(last)"
        }
        entry.keyTail = key.map { String($0.suffix(4)) }
        entry.userAgent = request.headers[HTTPHeader("User-Agent")]
    }

    /// The last value of a query name.
    func query(_ name: String) -> String? { query.last { $0.name == name }?.value }

    /// All values of a query name.
    func queries(_ name: String) -> [String] { query.filter { $0.name == name }.map(\.value) }

    /// A whole number of the query within a range, or a complaint.
    func integer(_ name: String, in range: ClosedRange<Int>, default value: Int) throws -> Int {
        guard let text = query(name) else { return value }
        guard let number = Int(text), range.contains(number) else {
            throw VendorError.invalid([
                Shape.Complaint(
                    type: "less_than_equal",
                    location: ["query", .string(name)],
                    message: "Input should be from \(range.lowerBound) to \(range.upperBound)",
                    input: .string(text),
                    context: nil
                )
            ])
        }
        return number
    }

    /// The body as JSON that keeps to a shape; names the shape does not know are noted.
    mutating func json(_ shape: Shape, isStrict: Bool) throws -> JSON {
        guard !body.isEmpty else {
            throw VendorError.invalid([Self.complaint("missing", "Field required", .null)])
        }
        guard let value = try? JSON(parsing: body) else {
            throw VendorError.invalid([
                Self.complaint("json_invalid", "JSON decode error", .object([:]))
            ])
        }
        entry.body = value
        let complaints = shape.complaints(about: value, at: ["body"])
        guard complaints.isEmpty else { throw VendorError.invalid(complaints) }
        let unknown = shape.unknownNames(in: value)
        entry.warnings += unknown.map { "unknown name \($0)" }
        guard !isStrict || unknown.isEmpty else {
            throw VendorError.invalid([
                Self.complaint("extra_forbidden", "Extra inputs are not permitted", value)
            ])
        }
        return value
    }

    private static func complaint(_ type: String, _ message: String, _ input: JSON)
        -> Shape.Complaint
    {
        Shape.Complaint(
            type: type,
            location: ["body"],
            message: message,
            input: input,
            context: nil
        )
    }

    /// The parts of a multipart body.
    func form() throws -> [FormPart] {
        guard let parts = FormPart.all(in: body, contentType: contentType) else {
            throw VendorError.invalid([Self.complaint("missing", "Field required", .null)])
        }
        return parts
    }
}

/// One part of a multipart body.
struct FormPart: Sendable {
    var name: String
    var fileName: String?
    var content: Data

    var text: String { String(decoding: content, as: UTF8.self) }

    static func all(in body: Data, contentType: String) -> [FormPart]? {
        guard contentType.hasPrefix("multipart/form-data"),
            let mark = contentType.range(of: "boundary=")
        else { return nil }
        let boundary = contentType[mark.upperBound...].prefix { $0 != ";" }.filter { $0 != "\"" }
        let delimiter = Data("--\(boundary)".utf8)
        var parts: [FormPart] = []
        var rest = body[...]
        while let start = rest.range(of: delimiter) {
            rest = rest[start.upperBound...]
            guard let end = rest.range(of: delimiter) else { break }
            if let part = FormPart(rest[..<end.lowerBound]) { parts.append(part) }
        }
        return parts
    }

    private init?(_ bytes: Data) {
        guard let gap = bytes.range(of: Data("\r\n\r\n".utf8)) else { return nil }
        let head = String(decoding: bytes[..<gap.lowerBound], as: UTF8.self)
        guard let name = Self.value("name", in: head) else { return nil }
        self.name = name
        fileName = Self.value("filename", in: head)
        content = bytes[gap.upperBound...].dropLast(2)
    }

    private static func value(_ name: String, in head: String) -> String? {
        guard let start = head.range(of: " \(name)=\"") else { return nil }
        return String(head[start.upperBound...].prefix { $0 != "\"" })
    }
}
