import Foundation
import NarrateTestSupport
import Testing

/// An S3 server that is not ours, told and asked through its script.
final class ObjectStore: @unchecked Sendable {
    // Used by one test, one call after the other.
    let address: String
    private let process = Process()
    private let orders = Pipe()
    private let answers = Pipe()

    /// Keys that occur in no other text.
    static let keyID = "AKIANARRATETESTS0001"
    static let secret = "Zq7/secret+narrate/tests=1f3a9c"

    private static let judges = packageFolder.appending(path: ".build/judges/bin").path
    private static let python = "\(judges)/python"

    /// Whether the server is installed.
    static let isInstalled = FileManager.default.isExecutableFile(atPath: "\(judges)/moto_server")

    /// Why a test is skipped without it.
    static let hint: Comment =
        "no S3 server here; it is installed with: pipelines/install-dependencies.sh --tests"

    init() throws {
        process.executableURL = URL(filePath: Self.python)
        let script = packageFolder.appending(path: "Tests/EndToEnd/Delivery/store.py").path
        process.arguments = [script, Self.keyID, Self.secret]
        process.standardInput = orders
        process.standardOutput = answers
        process.standardError = FileHandle.nullDevice
        try process.run()
        address = try JSON(Self.line(from: answers.fileHandleForReading)).address.string ?? ""
    }

    deinit {
        try? orders.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// Variables that lead the program to the server.
    func environment(_ more: [String: String] = [:]) -> [String: String] {
        [
            "AWS_ACCESS_KEY_ID": Self.keyID, "AWS_SECRET_ACCESS_KEY": Self.secret,
            "AWS_ENDPOINT_URL_S3": address, "AWS_REGION": "eu-test-1", "HOME": "/nowhere",
            "AWS_PROFILE": "", "AWS_SESSION_TOKEN": "",
        ].merging(more) { $1 }
    }

    /// Gives an order and reads its answer.
    @discardableResult
    func tell(_ order: [String: Any]) throws -> JSON {
        let data = try JSONSerialization.data(withJSONObject: order)
        try orders.fileHandleForWriting.write(contentsOf: data + Data("\n".utf8))
        return try JSON(Self.line(from: answers.fileHandleForReading))
    }

    /// The objects of a bucket as boto3 reads them.
    func objects(_ bucket: String) throws -> JSON { try tell(["do": "objects", "bucket": bucket]) }

    /// What narrate asked for since the last time.
    func requests() throws -> [String] {
        try tell(["do": "seen"]).requests.list.compactMap(\.string)
    }

    private static func line(from handle: FileHandle) throws -> Data {
        var line = Data()
        while let byte = try handle.read(upToCount: 1), let first = byte.first {
            if first == UInt8(ascii: "\n") { break }
            line.append(first)
        }
        return line
    }
}

extension JSON {
    /// A member whose name is no Swift word.
    subscript(name name: String) -> JSON { self[dynamicMember: name] }
}
