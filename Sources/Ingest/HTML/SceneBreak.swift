/// Signs that stand for a pause between scenes.
enum SceneBreak {
    /// Whether a text is only such signs.
    static func isBreak(_ text: String) -> Bool {
        guard let first = text.utf8.first, text.utf8.count <= 60,
            !MarkupTokenizer.isLetter(first)
        else { return false }
        var count = 0
        for scalar in text.unicodeScalars where scalar != " " {
            guard signs.contains(scalar) else { return false }
            count += 1
        }
        return count <= 20
    }

    private static let signs: Set<Unicode.Scalar> = Set(
        "*＊⁂⁎∗✱✲✳✴✶✻✽❋❦❧☙•·∙●○◦◆◇■□▪▫☆★※#~〜—–-_=+⸻―–†‡❖⚜✦✧".unicodeScalars
    )
}
