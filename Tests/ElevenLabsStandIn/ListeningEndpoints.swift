import Foundation

/// Transcription, forced alignment and sound effects.
///
/// The stand-in does not listen: it knows what was said in the audio it handed out.
struct ListeningEndpoints: Sendable {
    let account: Account
    let voice: any VoiceBox
    let options: StandInOptions

    func answer(
        _ exchange: inout Exchange,
        family: String,
        rest: [String],
        access: Access
    ) async throws -> Answer {
        guard rest.isEmpty else { throw VendorError.noRoute }
        guard exchange.method == "POST" else { throw VendorError.wrongMethod }
        if family == "sound-generation" {
            let body = try exchange.json(.soundEffect, isStrict: options.isStrict)
            try access.check(exchange.key, permission: "sound_generation")
            return try await effect(seconds: body["duration_seconds"]?.number ?? 2)
        }
        let form = try exchange.form()
        try access.check(exchange.key, permission: family.replacingOccurrences(of: "-", with: "_"))
        let audio = form.first { $0.name == "file" }?.content ?? Data()
        let speech = await account.speech(in: audio)
        guard family == "speech-to-text" else {
            exchange.entry.cost = try await account.billListening(seconds: speech?.seconds ?? 1)
            return alignment(form, heard: speech?.text)
        }
        let answer = try transcription(form, heard: speech?.text ?? "")
        exchange.entry.cost = try await account.billListening(seconds: speech?.seconds ?? 1)
        return answer
    }

    private func transcription(_ form: [FormPart], heard: String) throws -> Answer {
        let model = form.first { $0.name == "model_id" }?.text ?? ""
        guard ["scribe_v1", "scribe_v2"].contains(model) else {
            throw VendorError.detailed(
                400,
                type: "validation_error",
                code: "unsupported_model",
                oldName: "invalid_model_id",
                "'\(model)' is not a valid model_id."
            )
        }
        var words: [JSON] = []
        for (index, word) in heard.split(separator: " ").enumerated() {
            let start = Double(index) * 0.35
            if index > 0 {
                words.append(Self.word(" ", type: "spacing", start: start - 0.03, end: start))
            }
            words.append(Self.word(String(word), type: "word", start: start, end: start + 0.32))
        }
        return Answer(json: [
            "language_code": "eng", "language_probability": 0.99, "text": .string(heard),
            "words": .array(words), "transcription_id": "standin",
        ])
    }

    private static func word(_ text: String, type: String, start: Double, end: Double) -> JSON {
        [
            "text": .string(text), "type": .string(type), "start": .number(start),
            "end": .number(end), "logprob": -0.01, "speaker_id": nil, "characters": nil,
        ]
    }

    private func alignment(_ form: [FormPart], heard: String?) -> Answer {
        let text = form.first { $0.name == "text" }?.text ?? ""
        let said = heard.map { Set($0.split(separator: " ")) }
        var characters: [JSON] = []
        var words: [JSON] = []
        var time = 0.0
        var total = 0.0
        for word in text.split(separator: " ") {
            let start = time
            for character in word {
                characters.append([
                    "text": .string(String(character)), "start": .number(time),
                    "end": .number(time + 0.06),
                ])
                time += 0.06
            }
            let loss = said.map { $0.contains(word) } ?? true ? 0.05 : 2.5
            total += loss
            words.append([
                "text": .string(String(word)), "start": .number(start), "end": .number(time),
                "loss": .number(loss),
            ])
            time += 0.06
        }
        return Answer(json: [
            "characters": .array(characters), "words": .array(words),
            "loss": .number(total / Double(max(1, words.count))),
        ])
    }

    private func effect(seconds: Double) async throws -> Answer {
        guard let format = OutputFormat("mp3_44100_128", isStreamed: false),
            let model = CatalogModel.all.first, let voice = CatalogVoice.all.first
        else { throw VendorError.crash }
        let text = String(repeating: "a", count: max(1, Int(seconds * 16) - 1))
        let order = SpeechOrder(
            voice: voice,
            model: model,
            text: text,
            spoken: text,
            format: format
        )
        let speech = try await self.voice.audio(for: order, withInfoFrame: true)
        var answer = Answer(bytes: speech.bytes, contentType: "audio/mpeg")
        answer.headers["character-cost"] = "100"
        return answer
    }
}
