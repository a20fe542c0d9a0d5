extension Shape {
    /// Body of the text-to-speech calls; with timestamps the three lists may not be null.
    static func speech(withTimestamps: Bool) -> Shape {
        func list(_ shape: Shape) -> Shape {
            withTimestamps ? .list(shape) : .nullable(.list(shape))
        }
        let locator = Shape.object([
            Field(name: "pronunciation_dictionary_id", shape: .string, isRequired: true),
            Field(name: "version_id", shape: .nullable(.string)),
        ])
        return .object([
            Field(name: "text", shape: .string, isRequired: true),
            Field(name: "model_id", shape: .string),
            Field(name: "language_code", shape: .nullable(.string)),
            Field(name: "voice_settings", shape: .nullable(.voiceSettings)),
            Field(name: "pronunciation_dictionary_locators", shape: list(locator)),
            Field(name: "seed", shape: .nullable(.integer)),
            Field(name: "previous_text", shape: .nullable(.string)),
            Field(name: "next_text", shape: .nullable(.string)),
            Field(name: "previous_request_ids", shape: list(.string)),
            Field(name: "next_request_ids", shape: list(.string)),
            Field(name: "use_pvc_as_ivc", shape: .boolean),
            Field(name: "apply_text_normalization", shape: .oneOf(["auto", "on", "off"])),
            Field(name: "apply_language_text_normalization", shape: .boolean),
        ])
    }

    static let voiceSettings = Shape.object([
        Field(name: "stability", shape: .nullable(.number(0...1))),
        Field(name: "similarity_boost", shape: .nullable(.number(0...1))),
        Field(name: "style", shape: .nullable(.number(nil))),
        Field(name: "use_speaker_boost", shape: .nullable(.boolean)),
        Field(name: "speed", shape: .nullable(.number(nil))),
    ])

    /// A rule of a pronunciation dictionary; what its type adds is checked where it is read.
    static let rule = Shape.object([
        Field(name: "type", shape: .oneOf(["alias", "phoneme"]), isRequired: true),
        Field(name: "string_to_replace", shape: .string, isRequired: true),
        Field(name: "alias", shape: .string),
        Field(name: "phoneme", shape: .string),
        Field(name: "alphabet", shape: .string),
        Field(name: "case_sensitive", shape: .boolean),
        Field(name: "word_boundaries", shape: .boolean),
    ])

    static let rules = Shape.object([Field(name: "rules", shape: .list(.rule), isRequired: true)])

    static let namedRules = Shape.object([
        Field(name: "name", shape: .string, isRequired: true),
        Field(name: "rules", shape: .list(.rule), isRequired: true),
        Field(name: "description", shape: .nullable(.string)),
        Field(
            name: "workspace_access",
            shape: .nullable(.oneOf(["admin", "editor", "commenter", "viewer"]))
        ),
    ])

    static let ruleStrings = Shape.object([
        Field(name: "rule_strings", shape: .list(.string), isRequired: true)
    ])

    static let dictionaryChange = Shape.object([
        Field(name: "archived", shape: .boolean),
        Field(name: "name", shape: .string),
    ])

    static let soundEffect = Shape.object([
        Field(name: "text", shape: .string, isRequired: true),
        Field(name: "loop", shape: .boolean),
        Field(name: "duration_seconds", shape: .nullable(.number(0...30))),
        Field(name: "prompt_influence", shape: .nullable(.number(0...1))),
        Field(name: "model_id", shape: .string),
    ])
}
