/// What an element means for text.
enum ElementKind {
    case block, inline, heading(Int), paragraph, lineBreak, rule, quote, list, item, table, row,
        cell
    case caption, preformatted, code, ruby, rubyReading, math, svg, image, link, emphasis, strong
    case superscript, hidden, raw, navigation, head, headingGroup, aside, deleted, void, section

    static func of(_ name: String) -> ElementKind { ElementName(name).kind }

    /// Every name that means something, once, with its kind.
    static let named: [(name: String, kind: ElementKind)] = kinds.map { ($0.key, $0.value) }

    /// Whether a start or end of it ends the text before.
    var isBlock: Bool {
        switch self {
        case .block, .heading, .paragraph, .rule, .quote, .list, .item, .table, .row, .cell,
            .caption,
            .preformatted, .navigation, .headingGroup, .aside, .section, .head:
            true
        default: false
        }
    }

    private static let kinds: [String: ElementKind] = {
        var table: [String: ElementKind] = [:]
        func set(_ kind: ElementKind, _ names: String) {
            for name in names.split(separator: " ") { table[String(name)] = kind }
        }
        set(
            .block,
            "html body div center form fieldset figure details summary dl address legend "
                + "dialog search frameset noframes dir menu blockcode lg l sp stage noscript default"
        )
        set(.section, "section article main header footer hgroupp body")
        set(.headingGroup, "hgroup")
        for level in 1...6 { table["h\(level)"] = .heading(level) }
        set(.paragraph, "p")
        set(.lineBreak, "br")
        set(.rule, "hr")
        set(.quote, "blockquote")
        set(.list, "ul ol")
        set(.item, "li dt dd")
        set(.table, "table")
        set(.block, "tbody thead tfoot colgroup")
        set(.row, "tr")
        set(.cell, "td th")
        set(.caption, "figcaption caption")
        set(.preformatted, "pre listing plaintext xmp")
        set(.code, "code kbd samp tt")
        set(.ruby, "ruby")
        set(.rubyReading, "rt rp rtc")
        set(.math, "math")
        set(.svg, "svg")
        set(.image, "img")
        set(.link, "a")
        set(.emphasis, "em i cite dfn var")
        set(.strong, "strong b")
        set(.superscript, "sup")
        // They mean nothing here, but are met so often that they are worth a number.
        set(.inline, "span font small big u s q sub ins mark bdi bdo abbr acronym label time tcy")
        set(
            .hidden,
            "template select option optgroup datalist textarea button iframe audio video "
                + "object canvas applet case annotation annotation-xml metadata desc map"
        )
        set(.raw, "script style")
        set(.head, "head")
        set(.navigation, "nav")
        set(.aside, "aside")
        set(.deleted, "del")
        set(
            .void,
            "input area base col embed frame link meta param source track wbr basefont bgsound "
                + "keygen command"
        )
        return table
    }()

    /// Whether elements of the kind never have content in HTML.
    var isVoid: Bool {
        switch self {
        case .void, .lineBreak, .rule, .image: true
        default: false
        }
    }
}
