/// Delivers releases: sends what is new, leaves what is there, removes what it once sent and is gone.
package struct Courier: Sendable {
    private let store: any Store
    private let place: String
    /// Seconds that links are to work, where any are wanted.
    private let linkSeconds: Int?
    private let former: DeliveryRecord?

    /// Files that are sent at once.
    private static let width = 4

    /// Makes sure that a destination can be reached with the keys at hand, before work is done for it.
    ///
    /// - Throws: `DeliveryError`.
    package init(_ options: DeliveryOptions, release: String) async throws {
        try await self.init(
            store: options.store(for: release),
            place: options.destination.of(release: release).description,
            linkSeconds: options.linkSeconds
        )
    }

    init(store: any Store, place: String, linkSeconds: Int? = nil) async throws {
        self.store = store
        self.place = place
        self.linkSeconds = linkSeconds
        former = try await store.contents(of: DeliveryRecord.fileName).flatMap {
            DeliveryRecord($0)
        }
    }

    /// Makes sure that nothing but releases of this project was delivered to the place.
    ///
    /// - Throws: `DeliveryError`.
    package func check(owner: String) throws {
        guard let former, former.owner != owner else { return }
        throw DeliveryError.otherRelease(place, former.owner)
    }

    /// Delivers a release; what was sent before a failure need not be sent again.
    ///
    /// `report`: told of every file that arrived.
    /// - Throws: `DeliveryError`, `CancellationError`.
    package func deliver(
        _ shipment: Shipment,
        report: @escaping @Sendable (DeliveredFile) -> Void = { _ in }
    ) async throws -> DeliveryReceipt {
        try check(owner: shipment.owner)
        let present = try await store.listing()
        var record = former ?? DeliveryRecord(owner: shipment.owner)
        let wanted = Set(shipment.files.map(\.name))
        let toSend = shipment.files.filter { !isThere($0, record, present) }
        let gone = record.files.keys.filter { !wanted.contains($0) }.sorted()
        var receipt = DeliveryReceipt(destination: place)
        receipt.kept = shipment.files.count - toSend.count
        if !toSend.isEmpty || !gone.isEmpty {
            // On record before it is sent: what a broken delivery leaves behind is known to be ours.
            for file in toSend {
                record.files[file.name] = DeliveryRecord.File(
                    bytes: file.bytes,
                    sha256: file.sha256
                )
            }
            try await store.put(try record.document, as: DeliveryRecord.fileName)
            try await send(toSend, noting: &record, report: report)
            for name in gone {
                try await store.remove(name)
                record.files[name] = nil
            }
            try await store.put(try record.document, as: DeliveryRecord.fileName)
        }
        receipt.sent = toSend.map(\.name)
        receipt.bytesSent = toSend.reduce(0) { $0 + $1.bytes }
        receipt.removed = gone
        receipt.links = try links(to: shipment.linked)
        return receipt
    }

    /// Whether a file was delivered as it is, and nobody touched it since.
    private func isThere(
        _ file: Shipment.File,
        _ record: DeliveryRecord,
        _ present: [String: String]?
    ) -> Bool {
        guard let known = record.files[file.name], let tag = known.tag, let present else {
            return false
        }
        return known.sha256 == file.sha256 && known.bytes == file.bytes
            && present[file.name] == tag
    }

    /// Sends audio first, then the pages and lists that point at it.
    private func send(
        _ files: [Shipment.File],
        noting record: inout DeliveryRecord,
        report: (DeliveredFile) -> Void
    ) async throws {
        let pointing: Set = ["text/html; charset=utf-8", "application/rss+xml; charset=utf-8"]
        func isLate(_ file: Shipment.File) -> Bool {
            pointing.contains(ContentType.of(file.name)) || file.name == "manifest.json"
        }
        var arrived = 0
        func note(_ file: Shipment.File) {
            arrived += 1
            report(
                DeliveredFile(
                    file: file.name,
                    bytes: file.bytes,
                    position: arrived,
                    count: files.count
                )
            )
        }
        try await sendWave(files.filter { !isLate($0) }, noting: &record, arrived: note)
        try await sendWave(files.filter(isLate), noting: &record, arrived: note)
    }

    private func sendWave(
        _ files: [Shipment.File],
        noting record: inout DeliveryRecord,
        arrived: (Shipment.File) -> Void
    ) async throws {
        let store = store
        var failure: (any Error)?
        await withTaskGroup(of: (Shipment.File, Result<String, any Error>).self) { group in
            func add(_ file: Shipment.File) {
                group.addTask {
                    do {
                        return (file, .success(try await store.put(file)))
                    } catch {
                        return (file, .failure(error))
                    }
                }
            }
            var pending = files.makeIterator()
            for _ in 0..<Self.width { pending.next().map(add) }
            while let (file, tag) = await group.next() {
                switch tag {
                case .success(let tag):
                    record.files[file.name]?.tag = tag
                    arrived(file)
                case .failure(let error): failure = failure ?? error
                }
                // After a failure what is on its way still arrives, and nothing more sets out.
                if failure == nil { pending.next().map(add) }
            }
        }
        guard let failure else { return }
        // What arrived is noted, so that the next run goes on from there, even when this one was
        // cancelled: that must not reach the last request. The first error counts.
        if let document = try? record.document {
            await Task.detached {
                try? await store.put(document, as: DeliveryRecord.fileName)
            }.value
        }
        throw failure
    }

    private func links(to names: [String]) throws -> [DeliveryReceipt.Link] {
        guard let linkSeconds else { return [] }
        return try names.compactMap { name in
            try store.link(to: name, seconds: linkSeconds).map {
                DeliveryReceipt.Link(file: name, url: $0)
            }
        }
    }
}
