import CCurl

extension HTTPError {
    /// The error behind a result of libcurl.
    ///
    /// `detail` is what libcurl wrote into its error buffer; it may be empty.
    init(_ result: CURLcode, detail: String, url: String) {
        let host = Self.host(of: url)
        // libcurl would send the request again and is not allowed to: it may have been paid for.
        let isBrokenOff = result == CURLE_SEND_FAIL_REWIND
        let detail = isBrokenOff ? "the connection was closed before the answer" : detail
        let reason = detail.isEmpty ? String(cString: narrate_curl_easy_strerror(result)) : detail
        let isAcronym = reason.dropFirst().first?.isUppercase ?? false
        let spoken = isAcronym ? reason : reason.prefix(1).lowercased() + reason.dropFirst()
        let code = Self.code(for: result)
        let message =
            switch code {
            case .badAddress: "'\(url)' is not an address that can be fetched: \(spoken)"
            case .unreachable: "could not reach \(host): \(spoken)"
            case .tls: "no trusted connection to \(host): \(spoken)"
            case .tooManyRedirects: "\(host) redirects too often"
            default: "the transfer from \(host) failed: \(spoken)"
            }
        self.init(code: code, message: message)
    }

    private static func code(for result: CURLcode) -> Code {
        switch result {
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_URL_MALFORMAT: .badAddress
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT,
            CURLE_OPERATION_TIMEDOUT, CURLE_INTERFACE_FAILED, CURLE_PROXY:
            .unreachable
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM,
            CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR,
            CURLE_SSL_INVALIDCERTSTATUS:
            .tls
        case CURLE_FILESIZE_EXCEEDED: .tooLarge
        case CURLE_TOO_MANY_REDIRECTS: .tooManyRedirects
        case CURLE_OUT_OF_MEMORY, CURLE_FAILED_INIT: .failed
        default: .broken
        }
    }

    /// Host and port of an address, without user, path or query: those may hold secrets.
    static func host(of url: String) -> String {
        var rest = url.utf8[...]
        if let colon = rest.firstIndex(of: UInt8(ascii: ":")),
            rest[colon...].starts(with: "://".utf8)
        {
            rest = rest[colon...].dropFirst(3)
        }
        let ends = "/?#".utf8
        rest = rest.prefix { byte in !ends.contains(byte) }
        if let at = rest.lastIndex(of: UInt8(ascii: "@")) { rest = rest[at...].dropFirst() }
        return String(Substring(rest))
    }
}
