import Foundation
import NarrateTestSupport
import Testing

@Suite struct DeliveryTests {
    @Test(.enabled(if: ObjectStore.isInstalled, ObjectStore.hint))
    func `a release is delivered once, then what changes, and its links open it`() async throws {
        let store = try ObjectStore()
        try store.tell(["do": "make", "bucket": "books"])
        try store.tell([
            "do": "put", "bucket": "books", "key": "Bücher +&=/A Short Walk/mine",
            "text": "x",
        ])
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            let options = [
                book, "--format", "web", "--publish", "s3://books/Bücher +&=/{release}", "--link",
                "1h",
                "--json",
            ]
            let environment = store.environment(["AWS_SESSION_TOKEN": "to/ken+=="])
            let first = try await runProgram(
                Narrate.path,
                options,
                in: folder,
                environment: environment
            )
            #expect(first.code == 0, "\(first.error)")
            let release = "\(folder)/A Short Walk"
            let names = try FileManager.default.contentsOfDirectory(atPath: release)
            let objects = try store.objects("books")
            let prefix = "Bücher +&=/A Short Walk/"
            #expect(
                objects.keys
                    == Set((names + ["mine", ".narrate-delivery.json"]).map { prefix + $0 })
            )
            for name in names {
                let path = "\(release)/\(name)"
                let sum = try await runProgram("sha256sum", [path]).output.prefix(64)
                #expect(objects[name: prefix + name].sha256.string == String(sum), "\(name)")
                #expect(objects[name: prefix + name].checksum.string?.isEmpty == false, "\(name)")
            }
            let audio = "\(prefix)01 - The Gate.mp3"
            #expect(objects[name: audio].type.string == "audio/mpeg")
            #expect(objects[name: prefix + "player.html"].type.string == "text/html; charset=utf-8")
            let delivery = try finished(first).delivery
            #expect(delivery.sent.list.count == names.count)
            let events = try first.output.split(separator: "\n").map { try JSON(Data($0.utf8)) }
            let arrived = events.filter { $0.event.string == "fileDelivered" }
            #expect(Set(arrived.map(\.file.string)) == Set(names))
            let link = try #require(delivery.links[0].url.string)
            #expect(link.contains("X-Amz-Expires=3600"))
            let fetched = try store.tell(["do": "fetch", "url": link])
            #expect(fetched.sha256.string == objects[name: audio].sha256.string, "\(fetched)")

            // A second run sends nothing; a change of one chapter sends that, and what tells of it.
            _ = try store.requests()
            let again = try await runProgram(
                Narrate.path,
                options,
                in: folder,
                environment: environment
            )
            #expect(try finished(again).delivery.sent.list.isEmpty)
            #expect(try store.requests().allSatisfy { $0.hasPrefix("GET ") })
            let other = SampleBook.html.replacing("from The Hill", with: "")
                .replacing("The way home is always shorter.", with: "The way home was longer.")
            _ = try SampleBook.write(other, as: "walk.html", in: folder)
            let third = try await runProgram(
                Narrate.path,
                options,
                in: folder,
                environment: environment
            )
            let sent = try finished(third).delivery.sent.list.compactMap(\.string)
            #expect(sent.contains("03 - The Way Home.mp3") && sent.contains("feed.xml"))
            #expect(!sent.contains("01 - The Gate.mp3"), "\(sent)")

            // Another choice takes away what was sent, and nothing else; the bucket in the host's
            // name is the same bucket.
            let virtual = try #require(URL(string: store.address)?.port)
            let plain = try await Narrate.run(
                book,
                "--publish",
                "s3://books/Bücher +&=/{release}",
                in: folder,
                environment: environment.merging([
                    "AWS_ENDPOINT_URL_S3": "http://s3.localhost:\(virtual)",
                    "NARRATE_S3_ADDRESSING": "virtual",
                ]) { $1 }
            )
            #expect(plain.code == 0, "\(plain.error)")
            #expect(plain.output.contains("removed"), "\(plain.output)")
            let left = try store.objects("books").keys
            #expect(left.contains(prefix + "mine") && left.contains(audio))
            #expect(!left.contains(prefix + "feed.xml"))
            try expectNoSecret(in: folder, [first, again, third, plain])
        }
    }

    @Test(.enabled(if: ObjectStore.isInstalled, ObjectStore.hint))
    func `a store that is busy is waited for; a large file goes in parts, or not at all`()
        async throws
    {
        let store = try ObjectStore()
        try store.tell(["do": "make", "bucket": "books"])
        try await withTemporaryFolder { folder in
            let lines = (1...75).map {
                "<p>Line \($0): the river was as wide as the whole town, and slower than it looked "
                    + "from the other bank, where the mills had stood until the flood.</p>"
            }
            let book = try SampleBook.write(
                "<html lang='en'><title>Rivers</title><h1>One</h1>\(lines.joined())</html>",
                as: "rivers.html",
                in: folder
            )
            for fault in [
                ["method": "PUT", "status": 503, "code": "SlowDown", "times": 1],
                ["method": "GET", "status": 500, "code": "InternalError", "times": 1],
                [
                    "method": "PUT", "status": 400, "code": "RequestTimeout", "times": 1,
                    "in": "partNumber",
                ],
            ] as [[String: Any]] { try store.tell(["do": "fail", "fault": fault]) }
            let arguments = [book, "--format", "mp3,flac", "--publish", "s3://books/a"]
            let run = try await runProgram(
                Narrate.path,
                arguments,
                in: folder,
                environment: store.environment()
            )
            #expect(run.code == 0, "\(run.error)")
            let objects = try store.objects("books")
            let flac = objects[name: "a/01 - One.flac"]
            #expect((flac.bytes.integer ?? 0) > 16 << 20, "\(flac.bytes)")
            // The tag of an object that came in parts says how many.
            #expect(flac.etag.string?.contains("-") == true)
            let sum = try await runProgram("sha256sum", ["\(folder)/Rivers/01 - One.flac"])
            #expect(flac.sha256.string == String(sum.output.prefix(64)))

            // A part that is refused for good: nothing stays that would have to be paid for.
            let fault: [String: Any] = [
                "method": "PUT", "status": 403, "code": "AccessDenied", "times": 1,
                "in": "partNumber",
            ]
            try store.tell(["do": "fail", "fault": fault])
            let refused = try await runProgram(
                Narrate.path,
                [book, "--format", "mp3,flac", "--publish", "s3://books/b"],
                in: folder,
                environment: store.environment()
            )
            #expect(refused.code == 77)
            #expect(refused.error.contains("finished in"), "\(refused.error)")
            #expect(try store.tell(["do": "uploads", "bucket": "books"]).count.integer == 0)
            #expect(!(try store.objects("books")).keys.contains("b/01 - One.flac"))
            // The next run sends what is missing only.
            let resumed = try await runProgram(
                Narrate.path,
                [book, "--format", "mp3,flac", "--publish", "s3://books/b", "--json"],
                in: folder,
                environment: store.environment()
            )
            let sent = try finished(resumed).delivery.sent.list.compactMap(\.string)
            #expect(sent.contains("01 - One.flac") && !sent.contains("01 - One.mp3"), "\(sent)")
        }
    }

    @Test(.enabled(if: ObjectStore.isInstalled, ObjectStore.hint))
    func `what a store refuses is said before anything is recorded, without the keys`()
        async throws
    {
        let store = try ObjectStore()
        try store.tell(["do": "make", "bucket": "books"])
        try await withTemporaryFolder { folder in
            let book = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            let cases: [(String, [String: String], Int32, String)] = [
                ("s3://books/a", ["AWS_SECRET_ACCESS_KEY": "wrong"], 77, "check the keys"),
                ("s3://books/a", ["AWS_ACCESS_KEY_ID": "AKIAOTHER"], 77, "InvalidAccessKeyId"),
                ("s3://nowhere/a", [:], 73, "make the bucket first"),
                ("s3://books/a", ["AWS_ACCESS_KEY_ID": ""], 77, "no keys for s3://"),
                ("s3://b", [:], 64, "'b' is no name of a bucket"),
                ("s3://books/a", ["AWS_ENDPOINT_URL_S3": "nowhere"], 64, "AWS_ENDPOINT_URL_S3"),
            ]
            for (place, variables, code, message) in cases {
                let result = try await runProgram(
                    Narrate.path,
                    [book, "--publish", place],
                    in: folder,
                    environment: store.environment(variables)
                )
                #expect(result.code == code, "\(place) \(variables): \(result.error)")
                #expect(result.error.contains(message), "\(result.error)")
                try expectNoSecret(in: folder, [result])
            }
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/A Short Walk"))
            // What only reads needs no keys.
            let plan = try await Narrate.run(
                "plan",
                book,
                "--publish",
                "s3://books/a",
                in: folder,
                environment: ["AWS_ACCESS_KEY_ID": "", "AWS_PROFILE": "", "HOME": "/nowhere"]
            )
            #expect(plan.code == 0, "\(plan.error)")
            let several = try await runProgram(
                Narrate.path,
                [book, book, "--publish", "s3://books/a"],
                in: folder,
                environment: store.environment()
            )
            #expect(several.code == 64)
            #expect(several.error.contains("{release}"), "\(several.error)")
        }
    }

    @Test func `a manifest publishes to a folder beside it, which no other book may take`()
        async throws
    {
        try await withTemporaryFolder { folder in
            _ = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            _ = try SampleBook.write(
                "<h1>Other</h1><p>Another book.</p>",
                as: "other.html",
                in: folder
            )
            let manifest = try SampleBook.write(
                "source: walk.html\npublish: site/audio\nformats: [web]\n",
                as: "narrate.yaml",
                in: folder
            )
            let run = try await Narrate.run("publish", manifest, in: "/")
            #expect(run.code == 0, "\(run.error)")
            let site = "\(folder)/site/audio"
            let there = try FileManager.default.contentsOfDirectory(atPath: site)
            #expect(there.contains("player.html") && there.contains("01 - The Gate.mp3"))
            let before = try FileState.all(below: site, except: [])
            let again = try await Narrate.run(manifest, in: "/")
            #expect(again.output.contains("nothing to send"), "\(again.output)")
            #expect(try FileState.all(below: site, except: []) == before)
            let other = try await Narrate.run("\(folder)/other.html", "--publish", site)
            #expect(other.code == 73)
            #expect(
                other.error.contains("another release, that of 'walk.narrate'"),
                "\(other.error)"
            )
            #expect(try FileState.all(below: site, except: []) == before)
        }
    }

    @Test func `books of a batch are delivered each to its own place, or not begun`() async throws {
        try await withTemporaryFolder { folder in
            _ = try SampleBook.write(SampleBook.html, as: "walk.html", in: folder)
            _ = try SampleBook.write(
                "<title>Other</title><h1>One</h1><p>Another book, longer than its title.</p>",
                as: "other.html",
                in: folder
            )
            let shelf = "engine: espeak\nprojects: [walk.html, other.html]\npublish: site"
            var batch = try SampleBook.write(shelf, as: "shelf.yaml", in: folder)
            let refused = try await Narrate.run("batch", batch, in: folder)
            #expect(refused.code == 65)
            #expect(refused.error.contains("can't both be published"), "\(refused.error)")
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/walk.narrate"))
            batch = try SampleBook.write(shelf + "/{release}", as: "shelf.yaml", in: folder)
            let run = try await Narrate.run("batch", batch, in: folder)
            #expect(run.code == 0, "\(run.error)")
            let site = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/site")
            #expect(site.sorted() == ["A Short Walk", "Other"])
        }
    }

    /// The last event of a run.
    private func finished(_ result: ProgramResult) throws -> JSON {
        let line = try #require(result.output.split(separator: "\n").last, "\(result.error)")
        return try JSON(Data(line.utf8))
    }

    /// The secret key is nowhere: not in what was printed, nor in a file.
    private func expectNoSecret(in folder: String, _ results: [ProgramResult]) throws {
        for result in results {
            #expect(!result.output.contains(ObjectStore.secret))
            #expect(!result.error.contains(ObjectStore.secret))
            #expect(!result.error.contains(ObjectStore.keyID))
        }
        let secret = Data(ObjectStore.secret.utf8)
        let key = Data(ObjectStore.keyID.utf8)
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            guard let data = FileManager.default.contents(atPath: "\(folder)/\(path)") else {
                continue
            }
            #expect(data.range(of: secret) == nil && data.range(of: key) == nil, "\(path)")
        }
    }
}
