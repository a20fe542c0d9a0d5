import NarrateModel
import Yams

/// Puts environment variables in the place of `${NAME}` in the values of a manifest.
struct VariableReferences {
    let file: String
    let variable: @Sendable (String) -> String?

    /// How names of variables end that hold secrets: those stand in no manifest, ledger or release.
    private static let secretEndings = ["KEY", "TOKEN", "SECRET", "PASSWORD", "CREDENTIALS"]

    /// The node with its references filled in; `$${` stands for `${`.
    ///
    /// - Throws: `SourceError` for a variable that is not set, or holds a secret.
    func filled(_ node: Node) throws -> Node {
        switch node {
        case .scalar(var scalar):
            guard scalar.string.contains("${") else { return node }
            scalar.string = try filled(scalar.string, mark: scalar.mark)
            // What was quoted for its braces is what it says: a number, a word.
            scalar.tag = .implicit
            scalar.style = .plain
            return .scalar(scalar)
        case .mapping(var mapping):
            for (key, value) in mapping { mapping[key] = try filled(value) }
            return .mapping(mapping)
        case .sequence(var sequence):
            for index in sequence.indices { sequence[index] = try filled(sequence[index]) }
            return .sequence(sequence)
        default: return node
        }
    }

    private func filled(_ text: String, mark: Mark?) throws -> String {
        var result = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "${") {
            if rest[..<start.lowerBound].hasSuffix("$") {
                result += rest[..<start.upperBound].dropLast(3) + "${"
                rest = rest[start.upperBound...]
                continue
            }
            guard let end = rest[start.upperBound...].firstIndex(of: "}") else {
                throw error(at: mark, "'${' without '}'", hint: "write $${ for ${ itself")
            }
            result += rest[..<start.lowerBound]
            result += try value(of: String(rest[start.upperBound..<end]), mark: mark)
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    private func value(of name: String, mark: Mark?) throws -> String {
        let isName = name.first.map { $0.isLetter || $0 == "_" } ?? false
        guard isName, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") })
        else {
            throw error(
                at: mark,
                "'${\(name)}' names no environment variable",
                hint: "write $${ for ${ itself"
            )
        }
        guard !Self.secretEndings.contains(where: name.uppercased().hasSuffix) else {
            throw error(
                at: mark,
                "'${\(name)}' looks like a secret, which has no place in a manifest",
                hint: "keys are taken from the environment itself"
            )
        }
        guard let value = variable(name) else {
            throw error(at: mark, "the environment variable '\(name)' is not set")
        }
        return value
    }

    private func error(at mark: Mark?, _ message: String, hint: String? = nil) -> SourceError {
        YAMLSection(file: file, name: "", mapping: [:]).error(at: mark, message, hint: hint)
    }
}
