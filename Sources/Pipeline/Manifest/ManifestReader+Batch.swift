import FoundationEssentials
import NarrateModel
import Yams

/// A manifest of either kind.
package enum ManifestDocument: Sendable {
    case project(Manifest)
    case batch(BatchManifest)
}

extension ManifestReader {
    /// Reads a manifest of either kind; `nil` when it is YAML for something else, without `source`
    /// and `projects`.
    ///
    /// - Throws: `SourceError`.
    package func document(at path: String) throws -> ManifestDocument? {
        let (section, folder) = try section(at: path)
        if section.mapping["projects"] != nil {
            return .batch(try batch(section, path: path, folder: folder))
        }
        guard section.mapping["source"] != nil else { return nil }
        return .project(try manifest(section, folder: folder))
    }

    /// Reads the mapping of a batch manifest, and the manifests it names.
    private func batch(
        _ section: YAMLSection,
        path: String,
        folder: String
    ) throws -> BatchManifest {
        var shared = try manifest(section, folder: folder, keys: ManifestKeys.batch)
        for key in ["source", "project"] {
            guard let node = section.mapping[Node(key)] else { continue }
            throw section.error(
                at: node.mark,
                "'\(key)' stands beside 'projects'",
                hint: "it belongs to one of the projects"
            )
        }
        let rules = try readRules(section, shared.choices)
        // These are limits of all projects together, not of each.
        shared.choices.concurrency = nil
        shared.choices.maxCredits = nil
        shared.choices.notify = nil
        shared.choices.onFinish = nil
        guard let list = section.mapping["projects"]?.sequence else {
            throw section.wrong(
                section.mapping["projects"] ?? Node(""),
                "projects",
                expected: "a list of manifests, or of paths to them"
            )
        }
        guard !list.isEmpty else {
            throw section.error(
                at: section.mapping["projects"]?.mark,
                "'projects' is empty",
                hint: "list manifests in it, or paths to them or to books"
            )
        }
        return BatchManifest(
            entries: try list.map { try entry($0, in: section, path: path, folder: folder) },
            defaults: shared.choices,
            rules: rules
        )
    }

    private func readRules(_ section: YAMLSection, _ choices: Choices) throws -> BatchChoices {
        var rules = BatchChoices()
        rules.concurrency = choices.concurrency
        rules.maxCredits = choices.maxCredits
        rules.notify = choices.notify
        rules.onFinish = choices.onFinish
        rules.books = try section.integer("books", in: 1...64)
        rules.isInOrder = try section.word("order", SlotOrder.self).map { $0 == .inOrder }
        rules.from = try time("from", in: section)
        rules.until = try time("until", in: section)
        if let text = try section.string("maxDuration"), let node = section.mapping["maxDuration"] {
            guard let length = WorkWindow.length(text) else {
                throw section.wrong(node, "maxDuration", expected: "a time such as 8h or 90m")
            }
            rules.longest = length
        }
        return rules
    }

    private func time(_ key: String, in section: YAMLSection) throws -> TimeOfDay? {
        guard let text = try section.string(key), let node = section.mapping[Node(key)] else {
            return nil
        }
        guard let time = TimeOfDay(text) else {
            throw section.wrong(node, key, expected: "a time of day such as 22:00")
        }
        return time
    }

    /// A manifest in its place, or the path to one or to a source.
    private func entry(
        _ node: Node,
        in section: YAMLSection,
        path: String,
        folder: String
    ) throws -> BatchManifest.Entry {
        if let mapping = node.mapping {
            let inner = YAMLSection(file: section.file, name: "projects", mapping: mapping)
            let manifest = try manifest(inner, folder: folder)
            guard !manifest.sources.isEmpty else {
                throw section.error(
                    at: node.mark,
                    "a project names no source",
                    hint: "add a line: source: book.epub"
                )
            }
            return BatchManifest.Entry(sources: manifest.sources, choices: manifest.choices)
        }
        guard let text = node.scalar?.string, !text.isEmpty else {
            throw section.wrong(node, "projects", expected: "manifests, or paths to them")
        }
        let named = Self.resolved(text, folder: folder)
        guard named.hasSuffix(".yaml") || named.hasSuffix(".yml") else {
            return BatchManifest.Entry(sources: [named])
        }
        return try entry(ofManifest: named, mark: node.mark, in: section, path: path)
    }

    private func entry(
        ofManifest named: String,
        mark: Mark?,
        in section: YAMLSection,
        path: String
    ) throws -> BatchManifest.Entry {
        guard FileManager.default.fileExists(atPath: named) else {
            throw section.error(at: mark, "there is no manifest '\(named)'")
        }
        guard Self.place(named) != Self.place(path) else {
            throw section.error(at: mark, "the batch includes itself")
        }
        let manifest = try manifest(ofProject: named, mark: mark, in: section)
        guard !manifest.sources.isEmpty else {
            throw section.error(
                at: mark,
                "the manifest '\(named)' names no source",
                hint: "add a line to it: source: book.epub"
            )
        }
        return BatchManifest.Entry(sources: manifest.sources, choices: manifest.choices)
    }

    private func manifest(
        ofProject named: String,
        mark: Mark?,
        in section: YAMLSection
    ) throws -> Manifest {
        let (inner, folder) = try self.section(at: named)
        guard inner.mapping["projects"] == nil else {
            throw section.error(
                at: mark,
                "'\(named)' is a batch itself",
                hint: "list its projects here"
            )
        }
        return try manifest(inner, folder: folder)
    }

    private static func place(_ path: String) -> String {
        URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath().path
    }
}

/// The words for an order of books.
private enum SlotOrder: String, CaseIterable {
    case fair, inOrder
}
