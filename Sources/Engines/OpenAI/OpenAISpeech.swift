import NarrateModel

/// The body of a speech call; names are the protocol's.
struct OpenAISpeech: Encodable, Sendable {
    var model: String
    var input: String
    var voice: String
    var response_format: String
    var speed: Double?
    var instructions: String?
}

/// What a server lists as its models.
struct OpenAIModelList: Decodable, Sendable {
    var data: [Model]

    /// A model by its name.
    struct Model: Decodable, Sendable { var id: String }
}

/// What servers other than OpenAI list as their voices: names, or objects that hold one.
struct OpenAIVoiceList: Decodable, Sendable {
    var voices: [Item]

    /// A voice in either form.
    struct Item: Decodable, Sendable {
        var voice: Voice

        private enum Key: CodingKey { case id, voice_id, name, language, gender }

        init(from decoder: any Decoder) throws {
            if let name = try? decoder.singleValueContainer().decode(String.self) {
                voice = Voice(id: name, name: name)
                return
            }
            let container = try decoder.container(keyedBy: Key.self)
            let name = try container.decodeIfPresent(String.self, forKey: .name)
            let id =
                try container.decodeIfPresent(String.self, forKey: .id)
                ?? container.decodeIfPresent(String.self, forKey: .voice_id) ?? name
            guard let id else {
                throw DecodingError.keyNotFound(
                    Key.id,
                    DecodingError.Context(
                        codingPath: decoder.codingPath,
                        debugDescription: "a voice without a name"
                    )
                )
            }
            let language = try container.decodeIfPresent(String.self, forKey: .language)
            voice = Voice(
                id: id,
                name: name ?? id,
                languages: language.map { [$0] } ?? [],
                gender: try container.decodeIfPresent(String.self, forKey: .gender)
            )
        }
    }
}
