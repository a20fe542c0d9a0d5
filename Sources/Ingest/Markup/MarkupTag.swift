/// A start tag: the local name in lower case and the attributes that were written.
struct MarkupTag {
    let element: ElementName
    /// As written, prefix included, in lower case.
    var writtenName = ""
    /// Byte of its `<`.
    let offset: Int
    /// Byte after its `>`.
    var end = 0
    var attributes: [MarkupAttribute] = []
    var isEmptyElement = false

    /// The local name in lower case.
    var name: String { element.text }

    init(_ element: ElementName, offset: Int) {
        self.element = element
        writtenName = element.text
        self.offset = offset
    }

    /// The value of an attribute by its written name in lower case, references resolved.
    subscript(_ name: String) -> String? {
        for attribute in attributes where attribute.name == name { return attribute.value }
        return nil
    }

    func has(_ name: String) -> Bool { attributes.contains { $0.name == name } }
}

/// An attribute as written: its name in lower case, prefix included.
struct MarkupAttribute {
    let name: String
    let value: String
}
