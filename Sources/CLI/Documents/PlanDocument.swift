import NarrateModel
import NarratePipeline

/// `plan --json`.
struct PlanDocument: Encodable {
    struct Lexicon: Encodable {
        var file: String
        var lexemes: Int
        var applied: Int
        var undelivered: [String]
        var respelled: [String]
    }

    struct Voice: Encodable {
        var name: String?
        var voice: String
        var utterances: Int
        var characters: Int
    }

    var version = 1
    var source: String
    var title: String?
    var project: String
    var engine: String
    var voice: String
    var model: String
    var chapters: Int
    var utterances: Int
    var characters: Int
    var recorded: Int
    var toRecord: Int
    var billableCharacters: Int
    var estimatedCredits: Int
    var listeningCredits: Int
    var estimatedAudioSeconds: Double
    var estimatedWallSeconds: Double
    var creditsLeft: Int?
    var lexicons: [Lexicon]
    var voices: [Voice]
    var notes: [String]

    init(_ plan: Plan) {
        source = plan.source
        title = plan.title
        project = plan.project
        engine = plan.engine
        voice = plan.voice
        model = plan.model
        chapters = plan.chapters
        utterances = plan.utterances
        characters = plan.characters
        recorded = plan.recorded
        toRecord = plan.toRecord
        billableCharacters = plan.billableCharacters
        estimatedCredits = plan.estimatedCredits
        listeningCredits = plan.listeningCredits
        estimatedAudioSeconds = plan.estimatedAudioSeconds
        estimatedWallSeconds = plan.estimatedWallSeconds
        creditsLeft = plan.creditsLeft
        lexicons = plan.lexicons.map {
            Lexicon(
                file: $0.source,
                lexemes: $0.lexemes,
                applied: $0.applied,
                undelivered: $0.undelivered,
                respelled: $0.respelled
            )
        }
        voices = plan.voices.map {
            Voice(
                name: $0.name,
                voice: $0.voice,
                utterances: $0.utterances,
                characters: $0.characters
            )
        }
        notes = plan.notes
    }
}

/// What `narrate plan` tells people.
struct PlanSummary {
    let text: String

    init(_ plan: Plan) {
        var lines = [
            plan.title ?? plan.source,
            "engine \(plan.engine), voice \(plan.voice)\(plan.model.isEmpty ? "" : ", model \(plan.model)")",
            "\(Durations.count(plan.chapters, "chapter")), \(Durations.count(plan.utterances, "utterance")), "
                + "\(Durations.count(plan.characters)) characters",
            "recorded already: \(Durations.count(plan.recorded)), "
                + "to record: \(Durations.count(plan.toRecord))",
        ]
        lines.append(
            plan.billableCharacters == 0 && plan.estimatedCredits == 0
                ? "cost: none"
                : "cost: about \(Durations.count(plan.estimatedCredits)) credits for "
                    + "\(Durations.count(plan.billableCharacters)) characters"
                    + (plan.listeningCredits > 0
                        ? ", \(Durations.count(plan.listeningCredits)) of them for listening" : "")
                    + (plan.creditsLeft.map { ", \(Durations.count($0)) left" } ?? "")
        )
        lines.append("audio: about \(Durations.clock(plan.estimatedAudioSeconds))")
        lines.append("time: about \(Durations.clock(plan.estimatedWallSeconds))")
        for lexicon in plan.lexicons {
            lines.append("lexicon \(LexiconLine(lexicon).text)")
        }
        if plan.voices.count > 1 {
            for voice in plan.voices {
                lines.append(
                    "voice \(voice.name ?? "of the book") (\(voice.voice)): "
                        + "\(Durations.count(voice.utterances, "utterance")), "
                        + "\(Durations.count(voice.characters)) characters"
                )
            }
        }
        lines += plan.notes.map { "note: \($0)" }
        lines.append("project: \(plan.project)")
        text = lines.joined(separator: "\n") + "\n"
    }
}
