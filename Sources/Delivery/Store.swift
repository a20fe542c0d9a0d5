/// A place that files are delivered to.
protocol Store: Sendable {
    /// What is there: a name's state, as `put` gave it; `nil` when the store won't tell.
    func listing() async throws -> [String: String]?

    /// The bytes of a small file, `nil` when there is none.
    func contents(of name: String) async throws -> [UInt8]?

    /// Stores a file whole or not at all.
    ///
    /// - Returns: what the store calls its state now.
    func put(_ file: Shipment.File) async throws -> String

    /// Stores bytes whole or not at all.
    func put(_ bytes: [UInt8], as name: String) async throws

    /// Removes a file; that it is gone already is as good.
    func remove(_ name: String) async throws

    /// An address of a file that works for so many seconds without a key; `nil` where there is none.
    func link(to name: String, seconds: Int) throws -> String?
}
