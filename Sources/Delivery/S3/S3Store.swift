import FoundationEssentials
import NarrateDigest
import NarrateEngines

/// The part of a bucket below a prefix.
struct S3Store: Store {
    var client: S3Client
    let prefix: String
    private let checksums: Bool

    /// Files above this size are sent in parts of this size.
    static let partBytes = 16 << 20
    /// Most parts of an object (AWS).
    private static let mostParts = 10_000

    init(client: HTTPClient, access: S3Access, bucket: String, prefix: String) {
        self.client = S3Client(
            http: client,
            access: access,
            place: S3Place(bucket: bucket, access: access)
        )
        self.prefix = prefix
        checksums = access.storesChecksums
    }

    private func key(_ name: String) -> String { prefix.isEmpty ? name : "\(prefix)/\(name)" }

    func listing() async throws -> [String: String]? {
        var found: [String: String] = [:]
        var token: String?
        let begin = prefix.isEmpty ? "" : "\(prefix)/"
        repeat {
            var order = S3Client.Order(purpose: "list the files there", method: "GET")
            order.query = [
                ("list-type", "2"), ("encoding-type", "url"), ("prefix", begin), ("delimiter", "/"),
            ]
            if let token { order.query.append(("continuation-token", token)) }
            // Keys that may write need not be allowed to list: then everything is sent.
            order.expected = [403]
            let response = try await client.send(order)
            guard response.head.isSuccess else { return nil }
            let answer = S3Answer(response.body)
            for object in answer.records("Contents", ["Key", "ETag"]) {
                guard let key = object["Key"].map(AWSCoding.decoded), key.hasPrefix(begin) else {
                    continue
                }
                found[String(key.dropFirst(begin.count))] = Self.bare(object["ETag"])
            }
            token =
                answer.value("IsTruncated") == "true" ? answer.value("NextContinuationToken") : nil
        } while token != nil
        return found
    }

    func contents(of name: String) async throws -> [UInt8]? {
        var order = S3Client.Order(purpose: "read '\(name)'", method: "GET", key: key(name))
        order.expected = [403, 404]
        let response = try await client.send(order)
        guard !response.head.isSuccess else { return response.body }
        let refusal = S3Refusal(response)
        // Without leave to list, what is not there is forbidden; a wrong key is told apart.
        guard ["NoSuchKey", "AccessDenied", ""].contains(refusal.code) else {
            throw refusal.error(order.purpose, host: client.place.host)
        }
        return nil
    }

    func put(_ bytes: [UInt8], as name: String) async throws {
        _ = try await put(bytes, as: name, type: ContentType.of(name))
    }

    func put(_ file: Shipment.File) async throws -> String {
        guard file.bytes > Self.partBytes else {
            let bytes = try FilePieces.read(file.path, from: 0, count: file.bytes)
            try Self.check(file, SHA256.hex(of: bytes))
            return try await put(bytes, as: file.name, type: ContentType.of(file.name))
        }
        return try await putInParts(file)
    }

    func remove(_ name: String) async throws {
        var order = S3Client.Order(purpose: "remove '\(name)'", method: "DELETE", key: key(name))
        order.expected = [404]
        _ = try await client.send(order)
    }

    func link(to name: String, seconds: Int) -> String? {
        client.link(to: key(name), seconds: seconds)
    }

    private func put(_ bytes: [UInt8], as name: String, type: String) async throws -> String {
        var order = S3Client.Order(purpose: "store '\(name)'", method: "PUT", key: key(name))
        order.headers = [("Content-Type", type)] + checksum(bytes)
        order.body = bytes
        return Self.bare(try await client.send(order).headers["etag"])
    }

    private func checksum(_ bytes: [UInt8]) -> [(name: String, value: String)] {
        guard checksums else { return [] }
        return [
            ("x-amz-sdk-checksum-algorithm", "SHA256"),
            ("x-amz-checksum-sha256", Self.base64(bytes)),
        ]
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        Data(SHA256.bytes(of: bytes)).base64EncodedString()
    }

    private static func bare(_ tag: String?) -> String { (tag ?? "").filter { $0 != "\"" } }

    /// A file that is not what the release says would be delivered under a wrong checksum.
    private static func check(_ file: Shipment.File, _ digest: String) throws {
        guard digest == file.sha256 else {
            throw DeliveryError(
                code: .storage,
                message: "'\(file.path)' changed while it was delivered",
                hint: "run again"
            )
        }
    }

    // MARK: Large files

    private func putInParts(_ file: Shipment.File) async throws -> String {
        var begin = S3Client.Order(
            purpose: "store '\(file.name)'",
            method: "POST",
            key: key(file.name)
        )
        begin.query = [("uploads", "")]
        begin.headers = [("Content-Type", ContentType.of(file.name))]
        if checksums { begin.headers.append(("x-amz-checksum-algorithm", "SHA256")) }
        begin.body = []
        let answer = S3Answer(try await client.send(begin).body)
        guard let upload = answer.value("UploadId") else {
            throw DeliveryError(
                code: .unreachable,
                message: "\(client.place.host) began to take '\(file.name)' without an upload id"
            )
        }
        do {
            let parts = try await sendParts(of: file, upload: upload)
            return try await complete(file, upload: upload, parts: parts)
        } catch {
            await abort(file, upload: upload)
            throw error
        }
    }

    /// A part as the store has it.
    private struct Part {
        var tag: String
        var checksum: String
    }

    private func sendParts(of file: Shipment.File, upload: String) async throws -> [Part] {
        let least = (file.bytes + Self.mostParts - 1) / Self.mostParts
        let size = max(Self.partBytes, least)
        var parts: [Part] = []
        var digest = SHA256()
        var offset = 0
        while offset < file.bytes {
            try Task.checkCancellation()
            let count = min(size, file.bytes - offset)
            let bytes = try FilePieces.read(file.path, from: offset, count: count)
            bytes.withUnsafeBytes { digest.update($0) }
            var order = S3Client.Order(
                purpose: "store a part of '\(file.name)'",
                method: "PUT",
                key: key(file.name)
            )
            order.query = [("partNumber", String(parts.count + 1)), ("uploadId", upload)]
            order.headers = [("Content-Type", "application/octet-stream")] + checksum(bytes)
            order.body = bytes
            let response = try await client.send(order)
            parts.append(
                Part(tag: Self.bare(response.headers["etag"]), checksum: Self.base64(bytes))
            )
            offset += count
        }
        try Self.check(file, digest.hex())
        return parts
    }

    private func complete(
        _ file: Shipment.File,
        upload: String,
        parts: [Part]
    ) async throws -> String {
        let list = parts.enumerated().map { position, part in
            let sum = checksums ? "<ChecksumSHA256>\(part.checksum)</ChecksumSHA256>" : ""
            return "<Part><PartNumber>\(position + 1)</PartNumber>"
                + "<ETag>&quot;\(part.tag)&quot;</ETag>\(sum)</Part>"
        }
        let document =
            "<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
            + "\(list.joined())</CompleteMultipartUpload>"
        var order = S3Client.Order(
            purpose: "store '\(file.name)'",
            method: "POST",
            key: key(file.name)
        )
        order.query = [("uploadId", upload)]
        order.headers = [("Content-Type", "application/xml")]
        order.body = Array(document.utf8)
        return Self.bare(S3Answer(try await client.send(order).body).value("ETag"))
    }

    /// Parts that stay are paid for: they go even when the delivery is cancelled.
    private func abort(_ file: Shipment.File, upload: String) async {
        let client = client
        var order = S3Client.Order(
            purpose: "give up '\(file.name)'",
            method: "DELETE",
            key: key(file.name)
        )
        order.query = [("uploadId", upload)]
        order.expected = [404]
        let last = order
        // The error that led here counts; a store that can't be reached tidies up by its own rules.
        _ = await Task.detached { try? await client.send(last) }.value
    }
}
