/// A release on its way: its files, and who sends them.
package struct Shipment: Sendable, Equatable {
    /// A file to deliver.
    package struct File: Sendable, Equatable {
        /// Its name at the destination.
        package var name: String
        package var path: String
        package var bytes: Int
        /// 64 lower-case hexadecimal digits.
        package var sha256: String

        /// Creates a file.
        package init(name: String, path: String, bytes: Int, sha256: String) {
            self.name = name
            self.path = path
            self.bytes = bytes
            self.sha256 = sha256
        }
    }

    /// Names the project it is of; a destination takes one.
    package var owner: String
    package var files: [File]
    /// Names of the files that links are wanted for.
    package var linked: [String]

    /// Creates a shipment.
    package init(owner: String, files: [File], linked: [String] = []) {
        self.owner = owner
        self.files = files
        self.linked = linked
    }
}

/// A file that has just arrived.
package struct DeliveredFile: Sendable, Equatable {
    package var file: String
    package var bytes: Int
    /// How many of those to send have arrived, this one among them.
    package var position: Int
    package var count: Int
}

/// What came of a delivery.
package struct DeliveryReceipt: Sendable, Equatable {
    /// An address that works for a while without a key.
    package struct Link: Sendable, Equatable {
        package var file: String
        package var url: String

        /// Creates a link.
        package init(file: String, url: String) {
            self.file = file
            self.url = url
        }
    }

    /// Where the release is now.
    package var destination: String
    /// Names of the files that were sent.
    package var sent: [String] = []
    package var bytesSent = 0
    /// How many were there as they are.
    package var kept = 0
    /// Names of the files that were removed: earlier deliveries had sent them.
    package var removed: [String] = []
    package var links: [Link] = []

    /// Creates a receipt of nothing.
    package init(destination: String) { self.destination = destination }
}
