import CCurl

/// One transfer of libcurl; used by one thread.
struct EasyHandle: ~Copyable {
    let pointer: UnsafeMutableRawPointer
    private let errorBuffer: UnsafeMutablePointer<CChar>
    private var headerList: UnsafeMutablePointer<curl_slist>?

    init() throws(HTTPError) {
        guard let pointer = narrate_curl_easy_init() else { throw .outOfMemory }
        self.pointer = pointer
        errorBuffer = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorBuffer.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        _ = narrate_curl_set_pointer(pointer, CURLOPT_ERRORBUFFER, errorBuffer)
    }

    deinit {
        // libcurl writes into the buffer and reads the list until the handle is gone.
        narrate_curl_easy_cleanup(pointer)
        narrate_curl_slist_free_all(headerList)
        errorBuffer.deallocate()
    }

    var errorDetail: String { String(cString: errorBuffer) }

    func set(_ option: CURLoption, _ value: Int) throws(HTTPError) {
        try check(narrate_curl_set_long(pointer, option, value))
    }

    func set(_ option: CURLoption, size: Int) throws(HTTPError) {
        try check(narrate_curl_set_size(pointer, option, curl_off_t(size)))
    }

    func set(_ option: CURLoption, _ value: String) throws(HTTPError) {
        try check(narrate_curl_set_string(pointer, option, value))
    }

    func set(_ option: CURLoption, pointer value: UnsafeMutableRawPointer) throws(HTTPError) {
        try check(narrate_curl_set_pointer(pointer, option, value))
    }

    func set(_ option: CURLoption, _ value: narrate_curl_bytes_fn) throws(HTTPError) {
        try check(narrate_curl_set_bytes_fn(pointer, option, value))
    }

    func setSeek(_ value: narrate_curl_seek_fn) throws(HTTPError) {
        try check(narrate_curl_set_seek_fn(pointer, value))
    }

    mutating func setHeaders(_ lines: [String]) throws(HTTPError) {
        for line in lines {
            guard let longer = narrate_curl_slist_append(headerList, line) else {
                throw .outOfMemory
            }
            headerList = longer
        }
        try check(narrate_curl_set_list(pointer, CURLOPT_HTTPHEADER, headerList))
    }

    /// Address that answered last.
    var effectiveURL: String {
        var text: UnsafePointer<CChar>?
        guard narrate_curl_get_string(pointer, CURLINFO_EFFECTIVE_URL, &text) == CURLE_OK, let text
        else { return "" }
        return String(cString: text)
    }

    private func check(_ result: CURLcode) throws(HTTPError) {
        guard result == CURLE_OK else {
            throw HTTPError(
                code: .failed,
                message: "libcurl: \(String(cString: narrate_curl_easy_strerror(result)))"
            )
        }
    }
}
