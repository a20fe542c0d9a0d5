/// The forms in which a book's title stands on its pages: whole, without its subtitle, without its author.
struct TitleVariants {
    /// Folded forms.
    let folded: Set<String>

    init(_ title: String) {
        var forms: Set<String> = []
        let bare = TitleVariants.withoutPublisher(title)
        for text in [
            title, bare,
            TitleVariants.head(bare, before: [", by ", " by ", ", von ", ", par ", ", di "]),
        ] {
            forms.insert(MatterWords.fold(text))
            let main = text.prefix { !":;.(—–".contains($0) }
            if main.count > 2 { forms.insert(MatterWords.fold(String(main))) }
            if let colon = text.lastIndex(where: { ":;".contains($0) }) {
                let subtitle = text[text.index(after: colon)...]
                if subtitle.count > 5 { forms.insert(MatterWords.fold(String(subtitle))) }
            }
        }
        forms.remove("")
        folded = forms
    }

    /// Whether a heading is the title in one of its forms.
    func contains(_ heading: String) -> Bool { folded.contains(MatterWords.fold(heading)) }

    private static func withoutPublisher(_ title: String) -> String {
        var text = title
        for start in [
            "The Project Gutenberg eBook of ", "The Project Gutenberg EBook of ",
            "The Project Gutenberg E-text of ",
        ]
        where text.hasPrefix(start) {
            text = String(text.dropFirst(start.count))
        }
        for mark in ["—A Project Gutenberg", " | Project Gutenberg", " - Project Gutenberg"] {
            if let range = text.range(of: mark) { text = String(text[..<range.lowerBound]) }
        }
        return text
    }

    private static func head(_ text: String, before marks: [String]) -> String {
        for mark in marks {
            if let range = text.range(of: mark, ignoringCase: true) {
                return String(text[..<range.lowerBound])
            }
        }
        return text
    }
}
