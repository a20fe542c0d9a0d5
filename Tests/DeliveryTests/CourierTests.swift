import Foundation
import NarrateTestSupport
import Synchronization
import Testing

@testable import NarrateDelivery

/// A store in memory that can refuse.
private final class MemoryStore: Store {
    struct State {
        var files: [String: [UInt8]] = [:]
        var log: [String] = []
        var refused: Set<String> = []
        var lists = true
    }

    let state = Mutex(State())

    func listing() -> [String: String]? {
        state.withLock { state in
            state.lists ? state.files.mapValues { "\($0.hashValue)" } : nil
        }
    }

    func contents(of name: String) -> [UInt8]? { state.withLock { $0.files[name] } }

    func put(_ file: Shipment.File) throws -> String {
        let bytes = Array(file.path.utf8)
        try put(bytes, as: file.name)
        return "\(bytes.hashValue)"
    }

    func put(_ bytes: [UInt8], as name: String) throws {
        try state.withLock { state in
            guard !state.refused.contains(name) else {
                throw DeliveryError(code: .unreachable, message: "refused \(name)")
            }
            state.files[name] = bytes
            state.log.append("put \(name)")
        }
    }

    func remove(_ name: String) {
        state.withLock { state in
            state.files[name] = nil
            state.log.append("remove \(name)")
        }
    }

    func link(to name: String, seconds: Int) -> String? { "https://x/\(name)?\(seconds)" }

    /// What was put or removed since the last time, the record left out.
    func takeLog() -> [String] {
        state.withLock { state in
            defer { state.log = [] }
            return state.log.filter { !$0.contains(DeliveryRecord.fileName) }
        }
    }
}

@Suite struct CourierTests {
    private func shipment(_ files: [String: String], owner: String = "a.narrate") -> Shipment {
        Shipment(
            owner: owner,
            files: files.sorted { $0.key < $1.key }.map {
                Shipment.File(name: $0.key, path: $0.value, bytes: $0.value.count, sha256: $0.value)
            },
            linked: files.keys.filter { $0.hasSuffix(".mp3") }.sorted()
        )
    }

    @Test func `sends what is new, leaves what is there, removes what it sent and is gone`()
        async throws
    {
        let store = MemoryStore()
        store.state.withLock { $0.files["theirs.txt"] = [1] }
        var courier = try await Courier(store: store, place: "here", linkSeconds: 60)
        let first = try await courier.deliver(
            shipment(["1.mp3": "a", "2.mp3": "b", "feed.xml": "c"])
        )
        #expect(first.sent == ["1.mp3", "2.mp3", "feed.xml"])
        #expect(first.links.map(\.url) == ["https://x/1.mp3?60", "https://x/2.mp3?60"])
        let log = store.takeLog()
        // What points at the audio comes after it.
        #expect(log.last == "put feed.xml")

        courier = try await Courier(store: store, place: "here")
        let second = try await courier.deliver(
            shipment(["1.mp3": "a", "2.mp3": "b", "feed.xml": "c"])
        )
        #expect(second.sent.isEmpty && second.kept == 3)
        #expect(store.takeLog().isEmpty)

        courier = try await Courier(store: store, place: "here")
        let third = try await courier.deliver(shipment(["1.mp3": "other", "feed.xml": "c"]))
        #expect(third.sent == ["1.mp3"])
        #expect(third.removed == ["2.mp3"])
        #expect(store.takeLog() == ["put 1.mp3", "remove 2.mp3"])
        #expect(store.contents(of: "theirs.txt") == [1])
    }

    @Test func `what somebody else changed or removed there is sent again`() async throws {
        let store = MemoryStore()
        let files = shipment(["1.mp3": "a", "2.mp3": "b"])
        _ = try await Courier(store: store, place: "here").deliver(files)
        store.state.withLock { state in
            state.files["1.mp3"] = [9]
            state.files["2.mp3"] = nil
        }
        let receipt = try await Courier(store: store, place: "here").deliver(files)
        #expect(receipt.sent == ["1.mp3", "2.mp3"])
    }

    @Test func `after a failure what arrived need not be sent again, and nothing is forgotten`()
        async throws
    {
        let store = MemoryStore()
        store.state.withLock { $0.refused = ["feed.xml"] }
        let files = shipment(["1.mp3": "a", "feed.xml": "c"])
        await #expect(throws: DeliveryError.self) {
            try await Courier(store: store, place: "here").deliver(files)
        }
        store.state.withLock { $0.refused = [] }
        let receipt = try await Courier(store: store, place: "here").deliver(files)
        #expect(receipt.sent == ["feed.xml"])
        // What a broken delivery sent is known to be ours.
        let last = try await Courier(store: store, place: "here").deliver(shipment(["2.mp3": "x"]))
        #expect(last.removed == ["1.mp3", "feed.xml"])
    }

    @Test func `a place that holds another release is refused before anything is sent`()
        async throws
    {
        let store = MemoryStore()
        _ = try await Courier(store: store, place: "here").deliver(shipment(["1.mp3": "a"]))
        _ = store.takeLog()
        let courier = try await Courier(store: store, place: "here")
        let error = await #expect(throws: DeliveryError.self) {
            try await courier.deliver(shipment(["1.mp3": "z"], owner: "b.narrate"))
        }
        #expect(error?.code == .cantCreate)
        #expect(error?.description.contains("a.narrate") == true)
        #expect(store.takeLog().isEmpty)
    }

    @Test func `where a store won't list, or its record is not ours, everything is sent`()
        async throws
    {
        let store = MemoryStore()
        let files = shipment(["1.mp3": "a"])
        store.state.withLock { state in
            state.lists = false
            state.files[DeliveryRecord.fileName] = Array("{\"version\":7}".utf8)
        }
        #expect(try await Courier(store: store, place: "here").deliver(files).sent == ["1.mp3"])
        #expect(try await Courier(store: store, place: "here").deliver(files).sent == ["1.mp3"])
    }
}

@Suite struct FolderStoreTests {
    @Test func `copies files whole, leaves what is there, and removes only its own`() async throws {
        try await withTemporaryFolder { folder in
            let there = "\(folder)/a/b"
            func shipment(_ texts: [String: String]) throws -> Shipment {
                Shipment(
                    owner: "a.narrate",
                    files: try texts.sorted { $0.key < $1.key }.map { name, text in
                        let path = try SampleBook.write(text, as: "source-\(name)", in: folder)
                        return Shipment.File(
                            name: name,
                            path: path,
                            bytes: text.utf8.count,
                            sha256: text
                        )
                    }
                )
            }
            let options = try DeliveryOptions(destination: there, link: nil, environment: [:])
            let first = try await Courier(options, release: "A").deliver(
                shipment(["1.mp3": "one", "2.mp3": "two"])
            )
            #expect(first.sent == ["1.mp3", "2.mp3"])
            _ = try SampleBook.write("mine", as: "mine.txt", in: there)
            let second = try await Courier(options, release: "A").deliver(
                shipment(["1.mp3": "one", "3.mp3": "three"])
            )
            #expect(second.sent == ["3.mp3"])
            #expect(second.removed == ["2.mp3"])
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: there).sorted()
                    == [DeliveryRecord.fileName, "1.mp3", "3.mp3", "mine.txt"]
            )
            #expect(try String(contentsOfFile: "\(there)/3.mp3", encoding: .utf8) == "three")
        }
    }

    @Test func `says when a folder can't be made`() async throws {
        try await withTemporaryFolder { folder in
            let file = try SampleBook.write("", as: "file", in: folder)
            for place in [file, "\(file)/below"] {
                let options = try DeliveryOptions(destination: place, link: nil, environment: [:])
                let error = await #expect(throws: DeliveryError.self) {
                    _ = try await Courier(options, release: "A")
                }
                #expect(error?.code == .cantCreate)
            }
        }
    }

    @Test func `links that expire are not promised for a folder`() {
        let error = #expect(throws: DeliveryError.self) {
            try DeliveryOptions(destination: "out", link: "1h", environment: [:])
        }
        #expect(error?.code == .usage)
    }
}
