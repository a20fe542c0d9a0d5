/// A recording of a request: audio on disk and what is known of it.
package struct Take: Sendable, Equatable, Codable {
    package var fingerprint: Fingerprint
    /// 1 for the first recording of a request, then one more for each retake.
    package var number: Int
    /// File below the project's `takes` folder: `ab/abcdef….wav`.
    package var file: String
    package var bytes: Int
    /// SHA-256 of the file, hexadecimal.
    package var sha256: String
    package var requestID: String?
    package var credits: Credits?

    /// Creates a take.
    package init(
        fingerprint: Fingerprint,
        number: Int,
        file: String,
        bytes: Int,
        sha256: String,
        requestID: String? = nil,
        credits: Credits? = nil
    ) {
        self.fingerprint = fingerprint
        self.number = number
        self.file = file
        self.bytes = bytes
        self.sha256 = sha256
        self.requestID = requestID
        self.credits = credits
    }
}
