/// What makes a release something that any static host can serve.
package struct WebOptions: Sendable, Equatable {
    /// Where the release will be found, ended by a slash; `nil` leaves every link relative.
    package var address: String?

    /// What stands for the name of the release's folder in an address.
    package static let placeholder = "{release}"

    /// Creates options.
    ///
    /// `address`: an `http` or `https` address; it may hold `{release}`.
    package init(address: String? = nil) { self.address = address }

    /// The options for a release in a folder of that name.
    func resolved(folder: String) -> WebOptions {
        guard var address, !address.isEmpty else { return WebOptions() }
        address = address.replacing(Self.placeholder, with: HTML.address(of: folder))
        return WebOptions(address: address.hasSuffix("/") ? address : address + "/")
    }

    /// The address of a file of the release: absolute where that is known.
    func link(to file: String) -> String { (address ?? "") + HTML.address(of: file) }
}
