/// Strings to be looked for at a place of a text, by their first byte.
struct KeyIndex: Sendable {
    private struct Key {
        var text: String
        var bytes: [UInt8]
    }

    private let keys: [[Key]]

    /// Sorts strings, the longest first.
    init(_ strings: some Sequence<String>) {
        var keys = [[Key]](repeating: [], count: 256)
        for text in strings {
            let bytes = Array(text.utf8)
            if let first = bytes.first { keys[Int(first)].append(Key(text: text, bytes: bytes)) }
        }
        self.keys = keys.map { $0.sorted { $1.bytes.count < $0.bytes.count } }
    }

    /// The longest of them that stands at an offset and is no part of a longer word.
    func longest(at offset: Int, in text: UTF8Text) -> String? {
        guard offset < text.count else { return nil }
        for key in keys[Int(text.bytes[offset])] {
            let end = offset + key.bytes.count
            guard end <= text.count, text.bytes[offset..<end].elementsEqual(key.bytes) else {
                continue
            }
            let last = text.scalar(before: end)
            if ScalarClass.isWord(last), ScalarClass.isWord(text.scalar(at: end)) { continue }
            return key.text
        }
        return nil
    }
}
