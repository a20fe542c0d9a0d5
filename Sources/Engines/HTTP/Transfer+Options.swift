import CCurl

extension Transfer {
    /// Sets libcurl up for the order.
    func configure(_ options: HTTPClientOptions) throws(HTTPError) {
        let request = order.request
        try easy.set(CURLOPT_URL, request.url)
        try easy.set(CURLOPT_PROTOCOLS_STR, "http,https")
        try easy.set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
        try easy.set(CURLOPT_NOSIGNAL, 1)
        // Else taking back a transfer waits for its name resolution to end.
        try easy.set(CURLOPT_QUICK_EXIT, 1)
        try easy.set(CURLOPT_HTTP_VERSION, narrate_curl_http2_over_tls)
        try easy.set(CURLOPT_CONNECTTIMEOUT_MS, request.limits.connect.milliseconds)
        // Balancers drop idle connections at 60 s and more; a younger one is safe to use again.
        try easy.set(CURLOPT_MAXAGE_CONN, 50)
        try easy.set(CURLOPT_TCP_KEEPALIVE, 1)
        try easy.set(CURLOPT_BUFFERSIZE, 128 << 10)
        try easy.set(CURLOPT_USERAGENT, options.userAgent)
        try easy.set(CURLOPT_MAXFILESIZE_LARGE, size: request.limits.bytes)
        if let file = options.certificateAuthorities { try easy.set(CURLOPT_CAINFO, file) }
        if request.acceptsCompression { try easy.set(CURLOPT_ACCEPT_ENCODING, "") }
        if request.redirects > 0 {
            try easy.set(CURLOPT_FOLLOWLOCATION, 1)
            try easy.set(CURLOPT_MAXREDIRS, request.redirects)
        }
        if Self.isLoopback(HTTPError.host(of: request.url)) { try easy.set(CURLOPT_NOPROXY, "*") }
        try setMethodAndBody()
        try setCallbacks()
    }

    private func setMethodAndBody() throws(HTTPError) {
        let request = order.request
        var lines = request.headers.fields.map { "\($0.name): \($0.value)" }
        if let body = request.body {
            // Bodies are read, not copied: libcurl then can't send a paid request a second time on
            // its own when a reused connection breaks (see the seek callback).
            try easy.set(CURLOPT_POST, 1)
            try easy.set(CURLOPT_POSTFIELDSIZE_LARGE, size: body.count)
            lines.append("Expect:")
            if request.method != "POST" { try easy.set(CURLOPT_CUSTOMREQUEST, request.method) }
        } else if request.method != "GET" {
            try easy.set(CURLOPT_CUSTOMREQUEST, request.method)
        }
        try easy.setHeaders(lines)
    }

    private func setCallbacks() throws(HTTPError) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        for option in [CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_READDATA, CURLOPT_SEEKDATA] {
            try easy.set(option, pointer: context)
        }
        try easy.set(CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            guard let bytes, let context else { return 0 }
            let chunk = UnsafeRawBufferPointer(start: bytes, count: size * count)
            let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
            return transfer.receive(chunk) ? chunk.count : 0
        }
        try easy.set(CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            guard let bytes, let context else { return 0 }
            let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
            let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
            transfer.receive(headerLine: String(decoding: line, as: UTF8.self))
            return line.count
        }
        try easy.set(CURLOPT_READFUNCTION) { bytes, size, count, context in
            guard let bytes, let context else { return 0 }
            let buffer = UnsafeMutableRawBufferPointer(start: bytes, count: size * count)
            return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
                .nextBytes(into: buffer)
        }
        try easy.setSeek { _, _, _ in CURL_SEEKFUNC_FAIL }
    }

    private static func isLoopback(_ host: String) -> Bool {
        ["127.0.0.1", "localhost", "[::1]"].contains {
            host == $0 || host.hasPrefix("\($0):")
        }
    }
}

extension Duration {
    /// Whole milliseconds, at least 1.
    var milliseconds: Int {
        let (seconds, attoseconds) = components
        return max(1, Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000))
    }
}
