import ArgumentParser
import FoundationEssentials
import NarrateModel
import NarrateScript

/// `narrate sentences`: where sentences end, for comparing the splitter with others.
struct SentencesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sentences",
        abstract: "Split texts into sentences: JSON in, JSON out.",
        discussion: "Reads [{\"language\": …, \"text\": …}, …], prints [[sentence, …], …].",
        shouldDisplay: false
    )

    private struct Request: Decodable {
        var language: String
        var text: String
    }

    func run() throws {
        let bytes = try StandardInput.read()
        guard let requests = try? JSONDecoder().decode([Request].self, from: Data(bytes)) else {
            throw SourceError(
                code: .invalid,
                message: "standard input is no list of objects with language and text"
            )
        }
        Console.output(
            JSONText.document(
                requests.map { SentenceSplitter(language: $0.language).sentences(in: $0.text) }
            )
        )
    }
}
