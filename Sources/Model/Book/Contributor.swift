/// Someone with a part in a work.
package struct Contributor: Sendable, Equatable, Codable {
    /// What they did: a MARC relator code, such as `aut`, `nrt`, `trl`, `edt`, `ill`.
    package struct Role: RawRepresentable, Sendable, Hashable, Codable {
        package var rawValue: String

        /// Creates a role from a MARC relator code.
        package init(rawValue: String) { self.rawValue = rawValue }

        package static let author = Role(rawValue: "aut")
        package static let narrator = Role(rawValue: "nrt")
        package static let translator = Role(rawValue: "trl")
        package static let editor = Role(rawValue: "edt")
        package static let illustrator = Role(rawValue: "ill")
        package static let contributor = Role(rawValue: "ctb")
    }

    package var name: String
    package var role: Role
    /// The name as it is sorted: `Carroll, Lewis`.
    package var sortName: String?

    /// Creates a contributor.
    package init(name: String, role: Role = .author, sortName: String? = nil) {
        self.name = name
        self.role = role
        self.sortName = sortName
    }
}
