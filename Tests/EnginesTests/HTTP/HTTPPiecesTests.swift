import Testing

@testable import NarrateEngines

@Suite struct HTTPPiecesTests {
    @Test func `header names compare without regard to case and the last value counts`() {
        var headers = HTTPHeaders(["Request-Id": "one"])
        headers.append(line: "request-ID:  two \r\n")
        headers.append(line: "no colon here")
        #expect(headers["REQUEST-ID"] == "two")
        #expect(headers["other"] == nil)
        #expect(headers.fields.count == 2)
    }

    @Test(arguments: [
        ("Audio/MPEG; charset=x", "audio/mpeg"), ("text/html", "text/html"), ("", ""),
    ])
    func `media types come without parameters`(value: String, expected: String) {
        let head = HTTPHead(status: 200, headers: HTTPHeaders(["content-type": value]))
        #expect(head.mediaType == expected)
    }

    @Test(arguments: [
        ("a b&c=d/é", "a%20b%26c%3Dd%2F%C3%A9"), ("A-z_0.9~", "A-z_0.9~"), ("", ""),
    ])
    func `percent-encoding goes both ways`(plain: String, encoded: String) {
        #expect(PercentCoding.encoded(plain) == encoded)
        #expect(PercentCoding.decoded(encoded) == plain)
    }

    @Test(arguments: ["%", "%4", "%zz", "%ff"])
    func `broken escapes and what is not UTF-8 decode to nothing`(text: String) {
        #expect(PercentCoding.decoded(text) == nil)
    }

    @Test func `a query repeats names`() {
        #expect(PercentCoding.query([("a", "1"), ("a", "2 3")]) == "a=1&a=2%203")
    }

    @Test func `a form is parted by its boundary`() {
        var form = MultipartForm(boundary: "B")
        form.append("name", "my \"words\"\n")
        form.append("file", file: "a\"b.pls", type: "text/xml", content: Array("<x/>".utf8))
        let expected = [
            "--B", "Content-Disposition: form-data; name=\"name\"", "", "my \"words\"\n",
            "--B", "Content-Disposition: form-data; name=\"file\"; filename=\"a%22b.pls\"",
            "Content-Type: text/xml", "", "<x/>", "--B--", "",
        ].joined(separator: "\r\n")
        #expect(String(decoding: form.bytes, as: UTF8.self) == expected)
        #expect(form.contentType == "multipart/form-data; boundary=B")
    }

    @Test(arguments: [
        ("attachment; filename=\"alice.epub\"", "http://h/x", "alice.epub"),
        // RFC 6266: the extended form wins
        (
            "attachment; filename=\"a.epub\"; filename*=UTF-8''%C3%A9t%C3%A9.epub", "http://h/x",
            "été.epub"
        ),
        ("attachment; filename=\"../../etc/passwd\"", "http://h/x", "etcpasswd"),
        ("inline", "http://h/books/alice%20in.html?x=/y#z", "alice in.html"),
        ("", "http://h/a/..%2F.hidden", "hidden"),
        ("", "http://host.example", "download"),
        ("", "http://host.example/", "download"),
    ])
    func `a download is named by its head, then by its address`(
        disposition: String,
        url: String,
        expected: String
    ) {
        let headers = HTTPHeaders(["content-disposition": disposition])
        let name = SuggestedName(head: HTTPHead(status: 200, headers: headers), url: url)
        #expect(name.text == expected)
    }

    @Test(arguments: [
        (Duration.seconds(2), 2000), (.milliseconds(150), 150), (.nanoseconds(5), 1), (.zero, 1),
    ])
    func `durations become milliseconds that are never 0`(duration: Duration, expected: Int) {
        #expect(duration.milliseconds == expected)
    }
}
