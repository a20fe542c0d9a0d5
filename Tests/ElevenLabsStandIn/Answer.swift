import FlyingFox
import FlyingSocks
import Foundation

/// What is sent back.
struct Answer: Sendable {
    var status = 200
    var headers: [String: String] = [:]
    var contentType = "application/json"
    /// Pieces of the body; more than one, or none, goes out in chunks.
    var pieces: [Data]
    var isStreamed = false
    /// After how many bytes the connection is cut.
    var cutAfter: Int?
    /// Whether the connection is closed without a byte of answer.
    var isDropped = false
    /// Seconds before the first byte of the body.
    var pause = 0.0
    /// Called when the body has been handed over whole.
    var onEnd: (@Sendable () async -> Void)?

    init(json: JSON) { pieces = [json.data] }

    init(bytes: Data, contentType: String) {
        pieces = [bytes]
        self.contentType = contentType
    }

    init(_ error: VendorError, traceID: String) {
        status = error.status
        contentType = error.contentType
        var body = error.body
        if case .object(var detail)? = body["detail"], detail["type"] != nil {
            detail["request_id"] = .string(traceID)
            body = ["detail": .object(detail)]
        }
        pieces = [error.text.map { Data($0.utf8) } ?? body.data]
    }

    func response(traceID: String) -> HTTPResponse {
        var fields: [HTTPHeader: String] = [
            .contentType: contentType, HTTPHeader("x-trace-id"): traceID,
            HTTPHeader("server"): "uvicorn", HTTPHeader("x-region"): "loopback",
        ]
        for (name, value) in headers { fields[HTTPHeader(name)] = value }
        let status = HTTPStatusCode(status, phrase: "Status")
        if isDropped {
            var response = HTTPResponse(statusCode: status, headers: HTTPHeaders(fields))
            response.payload = .webSocket(Hangup())
            return response
        }
        let body = BodyPieces(pieces: pieces, cutAfter: cutAfter, pause: pause, onEnd: onEnd)
        let sequence =
            isStreamed
            ? HTTPBodySequence(from: body, suggestedBufferSize: 65_536)
            : HTTPBodySequence(
                from: body,
                count: pieces.reduce(0) { $0 + $1.count },
                suggestedBufferSize: 65_536
            )
        return HTTPResponse(
            statusCode: status,
            headers: HTTPHeaders(fields),
            body: sequence
        )
    }
}

/// Why a connection ends early.
struct ConnectionCut: Error {}

/// The one payload the server asks before it writes a head: refusing it closes the connection.
private struct Hangup: WSHandler {
    func makeFrames(for client: AsyncThrowingStream<WSFrame, any Error>) throws
        -> AsyncStream<WSFrame>
    { throw ConnectionCut() }
}

/// A body that can stop short.
struct BodyPieces: AsyncBufferedSequence {
    typealias Element = UInt8

    var pieces: [Data]
    var cutAfter: Int?
    var pause: Double
    var onEnd: (@Sendable () async -> Void)?

    func makeAsyncIterator() -> Iterator { Iterator(source: self) }

    struct Iterator: AsyncBufferedIteratorProtocol {
        private let source: BodyPieces
        private var index = 0
        private var sent = 0

        init(source: BodyPieces) { self.source = source }

        mutating func next() async throws -> UInt8? { try await nextBuffer(suggested: 1)?.first }

        mutating func nextBuffer(suggested count: Int) async throws -> Data? {
            if index == 0, source.pause > 0 { try await Task.sleep(for: .seconds(source.pause)) }
            if let limit = source.cutAfter, sent >= limit { throw ConnectionCut() }
            guard index < source.pieces.count else { return nil }
            var piece = source.pieces[index]
            if let limit = source.cutAfter { piece = piece.prefix(limit - sent) }
            sent += piece.count
            index += 1
            // Before the last byte leaves: whoever reads it may use what it ends at once.
            if index == source.pieces.count, source.cutAfter == nil { await source.onEnd?() }
            return piece
        }
    }
}
