import Foundation
import NarrateTestSupport
import Testing

@testable import NarrateDelivery

@Suite struct S3AccessTests {
    private static let credentials = """
        # written by hand
        [default]
        aws_access_key_id = AKIADEFAULT
        aws_secret_access_key=secret/+= of default
          ; a comment
        [shop]
        aws_access_key_id = AKIASHOP # mine
        aws_secret_access_key = shop
        aws_session_token = token==
        """
    private static let config = """
        [default]
        region = eu-north-1
        [profile shop]
        region = eu-west-3
        endpoint_url = http://localhost:9000/base/
        s3 =
          addressing_style = virtual
          max_concurrent_requests = 20
        output = json
        [profile role]
        role_arn = arn:aws:iam::1:role/r
        """

    private func access(_ variables: [String: String]) async throws -> S3Access {
        try await withTemporaryFolder { folder in
            try FileManager.default.createDirectory(
                atPath: "\(folder)/.aws",
                withIntermediateDirectories: true
            )
            _ = try SampleBook.write(Self.credentials, as: ".aws/credentials", in: folder)
            _ = try SampleBook.write(Self.config, as: ".aws/config", in: folder)
            return try S3Access(environment: variables.merging(["HOME": folder]) { old, _ in old })
        }
    }

    @Test func `finds keys and region of the default profile`() async throws {
        let access = try await access([:])
        #expect(access.keys.accessKeyID == "AKIADEFAULT")
        #expect(access.keys.secretAccessKey == "secret/+= of default")
        #expect(access.region == "eu-north-1")
        #expect(access.endpoint == nil)
        #expect(access.storesChecksums)
    }

    @Test func `a named profile wins over keys in variables, variables over its settings`()
        async throws
    {
        let access = try await access([
            "AWS_PROFILE": "shop", "AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "B",
            "AWS_REGION": "auto", "AWS_REQUEST_CHECKSUM_CALCULATION": "WHEN_REQUIRED",
        ])
        #expect(access.keys.accessKeyID == "AKIASHOP")
        #expect(access.keys.sessionToken == "token==")
        #expect(access.region == "auto")
        #expect(access.endpoint == "http://localhost:9000/base")
        #expect(access.addressing == .virtual)
        #expect(!access.storesChecksums)
    }

    @Test func `variables are enough, the endpoint of S3 before that of everything`() async throws {
        let access = try await access([
            "HOME": "/nowhere", "AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "B",
            "AWS_SESSION_TOKEN": "C", "AWS_ENDPOINT_URL": "http://a",
            "AWS_ENDPOINT_URL_S3": "http://b/", "AWS_DEFAULT_REGION": "ap-1",
        ])
        #expect(access.keys == S3Keys(accessKeyID: "A", secretAccessKey: "B", sessionToken: "C"))
        #expect(access.endpoint == "http://b")
        #expect(access.region == "ap-1")
    }

    @Test(arguments: [
        (["HOME": "/nowhere"], "no keys for s3://"),
        (["AWS_PROFILE": "nobody"], "no AWS profile 'nobody'"),
        (["AWS_PROFILE": "role"], "role_arn"),
        (["AWS_ENDPOINT_URL": "localhost:9000"], "no http or https address"),
        (["AWS_ENDPOINT_URL": "http://user:secret@host"], "no http or https address"),
        (["NARRATE_S3_ADDRESSING": "host"], "expected auto, path or virtual"),
    ])
    func `says what is missing, and no secret`(variables: [String: String], message: String)
        async throws
    {
        let error = await #expect(throws: DeliveryError.self) { try await access(variables) }
        let text = error.map(String.init(describing:)) ?? ""
        #expect(text.contains(message), "\(text)")
        #expect(!text.contains("secret@") && !text.contains("AKIA"))
    }

    @Test(arguments: [
        // AWS: the bucket in the host's name, unless the certificate's star would not cover it.
        (nil, "books", S3Access.Addressing.auto, "https", "books.s3.eu-1.amazonaws.com", ""),
        (nil, "my.books", .auto, "https", "s3.eu-1.amazonaws.com", "/my.books"),
        (nil, "Books", .auto, "https", "s3.eu-1.amazonaws.com", "/Books"),
        ("http://127.0.0.1:9000", "books", .auto, "http", "127.0.0.1:9000", "/books"),
        ("http://Store:80/base", "books", .auto, "http", "store", "/base/books"),
        ("https://store:443", "books", .virtual, "https", "books.store", ""),
        (nil, "books", .path, "https", "s3.eu-1.amazonaws.com", "/books"),
    ])
    func `finds a bucket`(
        endpoint: String?,
        bucket: String,
        style: S3Access.Addressing,
        scheme: String,
        host: String,
        root: String
    ) throws {
        var variables = [
            "AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "B", "AWS_REGION": "eu-1",
            "HOME": "/nowhere", "NARRATE_S3_ADDRESSING": style.rawValue,
        ]
        variables["AWS_ENDPOINT_URL_S3"] = endpoint
        let place = S3Place(bucket: bucket, access: try S3Access(environment: variables))
        #expect(place.scheme == scheme)
        #expect(place.host == host)
        #expect(place.root == root)
    }

    @Test(arguments: ["ftp://a/b", "s3://", "s3:///b", "s3://a/../b", "s3://a b", "s3://x", ""])
    func `refuses destinations that can't be meant`(text: String) {
        #expect(throws: DeliveryError.self) { try Destination(text) }
    }

    @Test func `a destination may hold the release's name`() throws {
        let destination = try Destination("s3://books//shelf/{release}/")
        #expect(destination.takesSeveral)
        #expect(destination.of(release: "A, B & C").description == "s3://books/shelf/A, B & C")
        #expect(try Destination("out").of(release: "A") == .folder("out"))
    }

    @Test(arguments: [("90s", 90), ("15m", 900), ("1h", 3600), ("7d", 604_800)])
    func `reads times`(text: String, seconds: Int) throws {
        #expect(try DeliveryOptions.seconds(text) == seconds)
    }

    @Test(arguments: ["", "1", "h", "0h", "-1h", "8d", "1w", "9223372036854775807d"])
    func `refuses times that links can't have`(text: String) {
        #expect(throws: DeliveryError.self) { try DeliveryOptions.seconds(text) }
    }

    @Test func `reads what a store lists`() {
        let answer = S3Answer(
            Array(
                """
                <?xml version="1.0"?><ListBucketResult xmlns="x"><IsTruncated>false</IsTruncated>
                <Contents><Key>a%20b&amp;c</Key><ETag>&quot;e1&quot;</ETag><Size>1</Size></Contents>
                <ContentsX><Key>no</Key></ContentsX>
                <Contents><Key>d</Key><ETag>"e2"</ETag></Contents></ListBucketResult>
                """.utf8
            )
        )
        let records = answer.records("Contents", ["Key", "ETag"])
        #expect(records.map { $0["Key"] } == ["a%20b&c", "d"])
        #expect(records.map { $0["ETag"] } == ["\"e1\"", "\"e2\""])
        #expect(answer.value("IsTruncated") == "false")
        #expect(answer.value("Missing") == nil)
    }
}
