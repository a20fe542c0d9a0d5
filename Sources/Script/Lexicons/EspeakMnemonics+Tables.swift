/// Which mnemonic of an espeak-ng voice speaks which IPA symbol.
///
/// Measured with espeak-ng 1.51: the same words printed in IPA and in mnemonics, side by side.
extension EspeakMnemonics {
    /// The table for a voice such as `en-us+klatt2`; `nil` when there is none.
    static func table(for voice: String) -> [String: String]? {
        let tag = tag(of: voice)
        let primary = LanguageTag.primary(tag)
        guard primary != "en" else { return tag == "en-us" ? americanEnglish : britishEnglish }
        return tables[primary]
    }

    /// The language of a voice: they are named by it, `en-us`, or by file, `gmw/en-US+f2`.
    static func tag(of voice: String) -> String {
        let file = voice.prefix { $0 != "+" }.split(separator: "/").last ?? ""
        return file.lowercased()
    }

    private static let tables = [
        "de": german, "fr": french, "es": spanish, "it": italian, "pt": portuguese, "nl": dutch,
    ]

    private static func table(_ pairs: String) -> [String: String] {
        let words = pairs.split(separator: " ").map(String.init)
        var table: [String: String] = [:]
        for index in stride(from: 0, to: words.count - 1, by: 2) {
            table[words[index]] = words[index + 1]
        }
        return table
    }

    private static let americanEnglish = table(
        """
        aɪ aI  aɪə aI@  aɪɚ aI3  aʊ aU  b b  d d  dʒ dZ  eɪ eI  f f  h h  i i  iə i@  iː i: \
        j j  k k  l l  m m  n n  n̩ n-  oʊ oU  oːɹ o@  p p  s s  t t  tʃ tS  uː u:  v v  w w \
        x x  z z  æ a  ð D  ŋ N  ɐ a#  ɑ 0  ɑː A:  ɑːɹ A@  ɒ 0  ɔ O2  ɔɪ OI  ɔː O:  ɔːɹ O@ \
        ə @  əl @L  əɹ 3  ɚ 3  ɛ E  ɛɹ e@  ɜɹ 3:  ɜː 3:  ɜːɹ 3:  ɝ 3:  ɡ g  ɪ I  ɪɹ i@3  ɹ r \
        ɾ t#  ʃ S  ʊ U  ʊɹ U@  ʌ V  ʒ Z  ʔ ?  θ T  ᵻ I#
        """
    )

    private static let britishEnglish = table(
        """
        a a  aɪ aI  aɪə aI@  aʊ aU  b b  d d  dʒ dZ  eə e@  eɪ eI  f f  h h  i i  iə i@3 \
        iː i:  j j  k k  l l  m m  n n  oʊ oU  p p  s s  t t  tʃ tS  uː u:  v v  w w  x x  z z \
        æ a  ð D  ŋ N  ɐ a#  ɑː A:  ɒ 0  ɔɪ OI  ɔː O:  ə @  əl @L  əʊ oU  ɛ E  ɜ 3:  ɜː 3: \
        ɡ g  ɪ I  ɹ r  ʃ S  ʊ U  ʊə U@  ʌ V  ʒ Z  ʔ ?  θ T
        """
    )

    private static let german = table(
        """
        a a  aɪ aI  aʊ aU  b b  d d  dʒ dZ  eː e:  f f  h h  iː i:  j j  k k  l l  m m  n n \
        oː o:  p p  r r  s s  t t  ts ts  tʃ tS  uː u:  v v  x x  y y  yː y:  z z  ç C  ø Y \
        øː Y:  ŋ N  œ W  ɐ 3  ɑ A  ɑː A:  ɔ O  ɔø OY  ɔɪ OY  ɔʏ OY  ə @  ɛ E  ɛː E:  ɜ 3  ɡ g \
        ɪ I  ɾ r  ʁ r  ʃ S  ʊ U  ʏ y  ʒ Z  ʔ ?
        """
    )

    private static let french = table(
        """
        a a  b b  d d  e e  f f  i i  j j  k k  l l  m m  n n  o o  p p  s s  t t  u u  v v \
        w w  y y  z z  ø Y  ŋ N  œ W  œ̃ W~  ɑ a  ɑ̃ A~  ɔ O  ɔ̃ O~  ə @  ɛ E  ɛ̃ E~  ɡ g \
        ɲ n^  ʁ r  ʃ S  ʒ Z
        """
    )

    private static let spanish = table(
        """
        a a  aɪ aI  aʊ aU  b b  d d  e e  eɪ eI  eʊ eU  f f  i i  j j  k k  l l  m m  n n  o o \
        oɪ oI  p p  pː p:  r R2  s s  t t  tʃ tS  u u  w w  x x  ð D  ŋ N  ɛ E  ɡ g  ɣ Q  ɲ n^ \
        ɾ **  ʎ l^  ʝ J^  β B  θ T
        """
    )

    private static let italian = table(
        """
        a a  aː a:  b b  bː b:  d d  dz dz  dzː dz:  dʒ dZ  dʒː dZ:  dː d:  e e  f f  i i \
        iː i:  j j  k k  kː k:  l l  m m  n n  o o  p p  pː p:  r *  s s  ss ss  t t  ts ts \
        tsː ts2:  tʃ tS  tʃː tS:  tː t:  u u  v v  w w  z z  ŋ N  ɔ O  ɛ E  ɡ g  ɪ I  ɲ n^ \
        ɾ *  ʃ S  ʊ U  ʎ l^
        """
    )

    private static let portuguese = table(
        """
        a a  aɪ aI  aʊ aU  b b  d d  dʒ dZ  e e  eɪ eI  f f  i i  iʊ iU  j j  k k  l l  m m \
        n n  o o  p p  s s  t t  tʃ tS  u u  uɪ uI  ũ u~  v v  w w  z z  ŋ N  ɐ &  ɐ̃ &~  ɑ A \
        ɔ O  ɔɪ OI  ə @-  ɛ E  ɡ g  ɨ y  ɪ I  ɲ n^  ɹ R  ɾ *  ʁ x  ʃ s#  ʊ U  ʎ l^  ʒ Z
        """
    )

    private static let dutch = table(
        """
        aː a:  b b  d d  eː e:  f f  h h  i i  j j  k k  l l  m m  n n  oː o:  p p  r r  s s \
        t t  v v  x x  y y  z z  øː Y:  ŋ N  œy Wy  ɑ A  ɔ O  ə @  ɛ E  ɛɪ EI  ɣ Q  ɪ I  ɪː I: \
        ɵ 8  ɾ *  ʃ S  ʋ v#  ʌʊ VU  ʒ Z
        """
    )
}
