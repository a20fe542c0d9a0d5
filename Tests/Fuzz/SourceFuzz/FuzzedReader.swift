import NarrateModel
import Synchronization

@testable import NarrateIngest

/// A reader that takes whatever bytes come.
enum FuzzedReader: String, CaseIterable {
    case zip, opf, ncx, nav, html, xhtml, txt, markdown, pls, csv

    /// The one this process is for.
    static let chosen = Mutex<FuzzedReader?>(nil)

    /// Reads bytes; an error that is thrown is an answer, a trap is a finding.
    func read(_ bytes: [UInt8]) {
        switch self {
        case .zip: publication(bytes, "fuzz.epub")
        case .opf: ignoringErrors { _ = try PackageDocument(bytes, path: "OPS/fuzz.opf") }
        case .ncx: ignoringErrors { _ = try NCXDocument.contents(bytes, path: "OPS/fuzz.ncx") }
        case .nav:
            let text = TextDecoder(readsDeclaration: true).decode(bytes).bytes
            _ = NavigationDocument(text, path: "OPS/fuzz.xhtml")
        case .html: publication(bytes, "fuzz.html")
        case .xhtml: publication(Array("<?xml version=\"1.0\"?>".utf8) + bytes, "fuzz.xhtml")
        case .txt: publication(bytes, "fuzz.txt")
        case .markdown: publication(bytes, "fuzz.md")
        case .pls: ignoringErrors { _ = try LexiconReader().reading(of: bytes, named: "fuzz.pls") }
        case .csv: ignoringErrors { _ = try LexiconReader().reading(of: bytes, named: "fuzz.csv") }
        }
    }

    private func publication(_ bytes: [UInt8], _ name: String) {
        ignoringErrors {
            let publication = try SourceReader().publication(ofText: bytes, named: name)
            precondition(publication.balance.isClosed, "\(publication.balance)")
        }
    }

    private func ignoringErrors(_ work: () throws -> Void) {
        do { try work() } catch {
            precondition(error is SourceError || error is XMLProblem, "\(error)")
        }
    }
}
