/// How a publication's chapters were found.
package struct SplitDecision: Sendable, Equatable, Codable {
    /// The rules a source can be split by; `auto` chooses among the others.
    package enum Rule: String, Sendable, Codable, CaseIterable {
        case auto, toc, heading1, heading2, headings, patterns, spine, size, none
    }

    package var rule: Rule
    /// One sentence for people: what spoke for this rule.
    package var reason: String

    /// Creates a decision.
    package init(rule: Rule, reason: String) {
        self.rule = rule
        self.reason = reason
    }
}
