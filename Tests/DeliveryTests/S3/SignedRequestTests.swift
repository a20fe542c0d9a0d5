import Foundation
import NarrateDigest
import NarrateTestSupport
import Testing

@testable import NarrateDelivery

@Suite struct SignedRequestTests {
    /// A request of AWS's own signing test suite.
    struct Vector: Decodable, Sendable, CustomTestStringConvertible {
        var name: String
        var method: String
        var path: String
        var query: [[String]]
        var headers: [[String]]
        var body: String
        var signsBody: Bool
        var time: String
        var region: String
        var service: String
        var token: String?
        var omitsToken: Bool
        var expires: Int
        var canonical: String
        var signature: String
        var querySignature: String

        var testDescription: String { name }

        static let all: [Vector] = {
            let url = URL(filePath: fixture("delivery/sigv4.json"))
            return (try? JSONDecoder().decode([Vector].self, from: Data(contentsOf: url))) ?? []
        }()

        var scope: SigningScope { SigningScope(time: time, region: region, service: service) }

        var request: SignedRequest {
            SignedRequest(
                method: method,
                host: "example.amazonaws.com",
                path: path,
                query: query.map { ($0[0], $0[1]) },
                headers: headers.map { ($0[0], $0[1]) },
                payload: SHA256.hex(of: Array(body.utf8))
            )
        }
    }

    private static let keys = S3Keys(
        accessKeyID: "AKIDEXAMPLE",
        secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
    )

    @Test func `the suite is there`() { #expect(Vector.all.count == 32) }

    @Test(arguments: Vector.all)
    func `signs headers as AWS's test suite has it`(vector: Vector) {
        var request = vector.request
        request.headers.append(("X-Amz-Date", vector.time))
        if let token = vector.token, !vector.omitsToken {
            request.headers.append(("X-Amz-Security-Token", token))
        }
        if vector.signsBody { request.headers.append(("x-amz-content-sha256", request.payload)) }
        #expect(request.canonicalForm == vector.canonical)
        let authorization = request.authorization(vector.scope, keys: Self.keys)
        #expect(authorization.hasSuffix(", Signature=\(vector.signature)"))
        #expect(
            authorization.contains("Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request")
        )
    }

    @Test(arguments: Vector.all)
    func `signs addresses as AWS's test suite has it`(vector: Vector) {
        var keys = Self.keys
        keys.sessionToken = vector.omitsToken ? nil : vector.token
        let query = vector.request.presignedQuery(
            vector.scope,
            keys: keys,
            seconds: vector.expires
        )
        #expect(query.hasSuffix("&X-Amz-Signature=\(vector.querySignature)"))
    }

    // The examples of the S3 manual, "Signature Calculations for the Authorization Header".
    private static let s3 = SigningScope(
        time: "20130524T000000Z",
        region: "us-east-1",
        service: "s3"
    )
    private static let s3Keys = S3Keys(
        accessKeyID: "AKIAIOSFODNN7EXAMPLE",
        secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
    )
    private static let empty = SHA256.hex(of: [])

    private func signature(_ request: SignedRequest) -> String {
        var request = request
        request.headers += [
            ("x-amz-content-sha256", request.payload), ("x-amz-date", Self.s3.time),
        ]
        return Self.s3.signature(of: request.canonicalForm, keys: Self.s3Keys)
    }

    @Test func `signs the examples of the S3 manual`() {
        let host = "examplebucket.s3.amazonaws.com"
        #expect(
            signature(
                SignedRequest(
                    method: "GET",
                    host: host,
                    path: "/test.txt",
                    headers: [("Range", "bytes=0-9")],
                    payload: Self.empty
                )
            ) == "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"
        )
        #expect(
            signature(
                SignedRequest(
                    method: "PUT",
                    host: host,
                    path: "/test$file.text",
                    headers: [
                        ("Date", "Fri, 24 May 2013 00:00:00 GMT"),
                        ("x-amz-storage-class", "REDUCED_REDUNDANCY"),
                    ],
                    payload: SHA256.hex(of: Array("Welcome to Amazon S3.".utf8))
                )
            ) == "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"
        )
        #expect(
            signature(
                SignedRequest(
                    method: "GET",
                    host: host,
                    path: "/",
                    query: [("lifecycle", "")],
                    payload: Self.empty
                )
            ) == "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"
        )
        #expect(
            signature(
                SignedRequest(
                    method: "GET",
                    host: host,
                    path: "/",
                    query: [("prefix", "J"), ("max-keys", "2")],
                    payload: Self.empty
                )
            ) == "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"
        )
        let link = SignedRequest(
            method: "GET",
            host: host,
            path: "/test.txt",
            payload: SignedRequest.unsignedPayload
        ).presignedQuery(Self.s3, keys: Self.s3Keys, seconds: 86_400)
        #expect(
            link.hasSuffix("aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404")
        )
    }

    @Test func `keys print nothing of themselves`() {
        var text = ""
        dump(Self.s3Keys, to: &text)
        let printed = "\(Self.s3Keys) \(String(reflecting: Self.s3Keys)) \(text)"
        #expect(!printed.contains("EXAMPLE"), "\(printed)")
    }
}
