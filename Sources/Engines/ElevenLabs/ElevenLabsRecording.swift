import FoundationEssentials
import NarrateModel

/// One utterance on its way: the call, its answer, and whether the answer is whole.
struct ElevenLabsRecording: Sendable {
    let connection: ElevenLabsConnection
    let options: ElevenLabsOptions
    /// Dictionaries of the lexicons that apply to the request.
    var dictionaries: [ElevenLabsLocator] = []

    func delivery(
        _ request: SpeechRequest,
        context: StitchingContext,
        to path: String
    ) async throws -> Delivery {
        let format = try ElevenLabsFormat(request.outputFormat)
        let model = ElevenLabsModel(id: request.model)
        guard !model.isKnown || request.characterCount <= max(model.limit, 5_000) else {
            throw EngineError(
                code: .unspeakable,
                message:
                    "\(request.characterCount) characters, \(request.model) takes \(model.limit)"
            )
        }
        // Zero retention leaves the service nothing to stitch to.
        let known = options.keepsHistory ? context : .none
        var speech = try ElevenLabsSpeech(request, context: known)
        speech.add(dictionaries)
        do {
            return try await send(speech, request, format: format, to: path)
        } catch let error as UnsupportedNeighbours {
            // A model newer than this program that takes no neighbours: refused, so not paid.
            guard speech.isStitched else { throw error.refusal }
            return try await send(speech.unstitched, request, format: format, to: path)
        }
    }

    private func send(
        _ speech: ElevenLabsSpeech,
        _ request: SpeechRequest,
        format: ElevenLabsFormat,
        to path: String
    ) async throws -> Delivery {
        let call = try call(speech, request, format: format)
        let response: HTTPResponse
        do {
            response = try await connection.exchangeKeepingRefusal(costsMoney: true) {
                options.wantsAlignment
                    ? try await connection.client.send(call)
                    : try await connection.client.download(call, to: path)
            }
        } catch let refused as RefusedCall {
            if refused.refusal.isAny(of: "unsupported_model") {
                throw UnsupportedNeighbours(refusal: refused.engineError)
            }
            throw refused.engineError
        }
        do throws(EngineError) {
            let alignment = try settle(response, format: format, path: path)
            return delivery(response.headers, format: format, alignment: alignment)
        } catch {
            var error = error
            error.requestID = response.headers["request-id"]
            throw error
        }
    }

    private func call(
        _ speech: ElevenLabsSpeech,
        _ request: SpeechRequest,
        format: ElevenLabsFormat
    ) throws(EngineError) -> HTTPRequest {
        var query = [("output_format", format.name)]
        if !options.keepsHistory { query.append(("enable_logging", "false")) }
        let voice = PercentCoding.encoded(request.voice.trimmed)
        let form = options.wantsAlignment ? "/with-timestamps" : ""
        var call = connection.request(
            "POST",
            "/v1/text-to-speech/\(voice)\(form)",
            query: query,
            body: try .json(speech)
        )
        // Measured: 6 s for 600 characters; the slowest model takes some times as long.
        let thinking = 90 + request.characterCount / 25
        call.limits = HTTPLimits(
            connect: .seconds(15),
            firstByte: .seconds(thinking),
            idle: .seconds(45),
            whole: .seconds(thinking + 300),
            bytes: 512 << 20
        )
        call.acceptsCompression = options.wantsAlignment
        return call
    }

    /// Makes sure that what lies at the path is whole audio.
    private func settle(
        _ response: HTTPResponse,
        format: ElevenLabsFormat,
        path: String
    ) throws(EngineError) -> [TimedWord] {
        guard options.wantsAlignment else {
            let type = response.head.mediaType
            guard type != "application/json", !type.hasPrefix("text/") else {
                throw .broken("the answer is \(type) instead of audio")
            }
            try check(path, format: format)
            return []
        }
        let answer: ElevenLabsTimedAnswer
        do { answer = try response.decoded(as: ElevenLabsTimedAnswer.self) } catch {
            throw .broken("the answer holds no audio with times")
        }
        guard let audio = Data(base64Encoded: answer.audio_base64) else {
            throw .broken("the audio in the answer is not whole")
        }
        do { try audio.write(to: URL(filePath: path)) } catch {
            throw .storage("can't write \(path): \(error)")
        }
        try check(path, format: format)
        return answer.alignment?.words ?? []
    }

    private func check(_ path: String, format: ElevenLabsFormat) throws(EngineError) {
        _ = try SpokenFile(path: path, kind: format.kind)
    }

    private func delivery(
        _ headers: HTTPHeaders,
        format: ElevenLabsFormat,
        alignment: [TimedWord]
    ) -> Delivery {
        // The second header is documented and was never seen.
        let cost = (headers["character-cost"] ?? headers["x-character-count"])
            .flatMap { Double($0) }
        return Delivery(
            fileExtension: format.kind.fileExtension,
            requestID: headers["request-id"],
            credits: cost.map { Credits(Int($0.rounded(.up))) },
            alignment: alignment,
            concurrencyLimit: headers["maximum-concurrent-requests"].flatMap { Int($0) }
        )
    }
}

/// The model was refused in a way that may be about the neighbours it was told of.
private struct UnsupportedNeighbours: Error {
    var refusal: EngineError
}

/// An answer with times.
struct ElevenLabsTimedAnswer: Decodable {
    var audio_base64: String
    var alignment: Characters?

    /// When each character is spoken, in seconds from the start.
    struct Characters: Decodable, Sendable {
        var characters: [String]
        var character_start_times_seconds: [Double]
        var character_end_times_seconds: [Double]

        /// The characters joined to words at white space.
        var words: [TimedWord] {
            let count = min(
                characters.count,
                min(character_start_times_seconds.count, character_end_times_seconds.count)
            )
            var words: [TimedWord] = []
            var isInside = false
            for index in 0..<count {
                let character = characters[index]
                guard !character.allSatisfy(\.isWhitespace) else {
                    isInside = false
                    continue
                }
                if isInside {
                    words[words.count - 1].text += character
                    words[words.count - 1].end = character_end_times_seconds[index]
                } else {
                    words.append(
                        TimedWord(
                            text: character,
                            start: character_start_times_seconds[index],
                            end: character_end_times_seconds[index]
                        )
                    )
                    isInside = true
                }
            }
            return words
        }
    }
}
