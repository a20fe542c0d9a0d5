/// What text of a family of languages looks like when it is decoded rightly.
enum ScriptProfile {
    case western, central, cyrillic, greek, hebrew, arabic, japanese, chinese, korean

    /// How well decoded text fits, from about -1 to 1: the share of its characters above ASCII that are usual in
    /// the script and stand in usual places, less what is impossible.
    func score(of bytes: [UInt8], invalid: Int) -> Double {
        let text = String(decoding: bytes, as: UTF8.self)
        var points = 0.0
        var total = 0
        var previous: UInt32 = 0x20
        for scalar in text.unicodeScalars {
            let value = scalar.value
            if value >= 0x80 {
                total += 1
                points += self.points(value, after: previous)
            }
            previous = value
        }
        guard total > 0 else { return -1 }
        return points / Double(total) - Double(invalid) * 2 / Double(total)
    }

    /// Whether a language is written this way.
    func isWritten(in language: String) -> Bool {
        let primary = language.lowercased().prefix { $0 != "-" && $0 != "_" }
        return languages.contains(String(primary))
    }

    private var languages: [String] {
        switch self {
        case .western: ["en", "fr", "de", "es", "it", "pt", "nl", "sv", "da", "no", "fi", "is"]
        case .central: ["pl", "cs", "sk", "hu", "hr", "sl", "ro"]
        case .cyrillic: ["ru", "uk", "bg", "sr", "be", "mk"]
        case .greek: ["el"]
        case .hebrew: ["he", "yi"]
        case .arabic: ["ar", "fa", "ur"]
        case .japanese: ["ja"]
        case .chinese: ["zh"]
        case .korean: ["ko"]
        }
    }

    private func points(_ value: UInt32, after previous: UInt32) -> Double {
        if value < 0xA0 || value == 0xFFFD || (0xE000...0xF8FF).contains(value) { return -1 }
        switch self {
        case .western:
            return latinPoints(value, after: previous, letters: ScriptProfile.westernLetters)
        case .central:
            return latinPoints(value, after: previous, letters: ScriptProfile.centralLetters)
        case .cyrillic: return cyrillicPoints(value, after: previous)
        case .greek: return alphabetPoints(value, 0x386...0x3CE)
        case .hebrew: return alphabetPoints(value, 0x5D0...0x5EA)
        case .arabic: return alphabetPoints(value, 0x621...0x652)
        case .japanese: return japanesePoints(value)
        case .chinese: return ScriptProfile.commonHan.contains(value) ? 1 : hanPoints(value)
        case .korean:
            guard (0xAC00...0xD7A3).contains(value) else { return ideographicPunctuation(value) }
            return ScriptProfile.commonHangul.contains(value) ? 1 : 0.3
        }
    }

    private func latinPoints(
        _ value: UInt32,
        after previous: UInt32,
        letters: Set<UInt32>
    ) -> Double {
        let isPunctuation = ScriptProfile.punctuation.contains(value)
        let afterLetter = ScriptProfile.isASCIILetter(previous) || previous >= 0xC0
        if letters.contains(value) {
            // Accented letters come singly between plain ones; capitals do not follow small letters.
            if previous >= 0x80, letters.contains(previous) { return -0.2 }
            let isCapital = (0xC0...0xDE).contains(value)
            return isCapital && afterLetter && previous & 0x20 != 0 ? -0.5 : 0.9
        }
        if isPunctuation { return 0.7 }
        return -0.7
    }

    private func cyrillicPoints(_ value: UInt32, after previous: UInt32) -> Double {
        guard (0x400...0x45F).contains(value) else {
            return ScriptProfile.punctuation.contains(value) ? 0.5 : -0.7
        }
        let isCapital = value < 0x430
        let followsSmall = (0x430...0x45F).contains(previous)
        if isCapital, followsSmall { return -1 }
        if ScriptProfile.isASCIILetter(previous) { return -0.5 }
        return ScriptProfile.commonCyrillic.contains(value) ? 1 : isCapital ? 0.4 : 0.6
    }

    private func alphabetPoints(_ value: UInt32, _ range: ClosedRange<UInt32>) -> Double {
        if range.contains(value) { return 0.85 }
        return ScriptProfile.punctuation.contains(value) ? 0.4 : -0.7
    }

    private func japanesePoints(_ value: UInt32) -> Double {
        switch value {
        case 0x3041...0x3096, 0x3001, 0x3002, 0x300C, 0x300D: 1
        case 0x30A1...0x30FC: 0.8
        // Half-width katakana are what Latin or Cyrillic bytes turn into.
        case 0xFF61...0xFF9F: -0.8
        default: hanPoints(value)
        }
    }

    private func hanPoints(_ value: UInt32) -> Double {
        (0x4E00...0x9FFF).contains(value) ? 0.35 : ideographicPunctuation(value)
    }

    private func ideographicPunctuation(_ value: UInt32) -> Double {
        switch value {
        case 0x3000...0x303F, 0xFF01...0xFF5E: 0.8
        default: ScriptProfile.punctuation.contains(value) ? 0.4 : -0.5
        }
    }

    private static func isASCIILetter(_ value: UInt32) -> Bool {
        (0x61...0x7A).contains(value | 0x20) && value < 0x80
    }

    private static func set(_ text: String) -> Set<UInt32> {
        Set(text.unicodeScalars.map(\.value))
    }

    private static let punctuation = set("–—‘’“”„‚«»‹›…•·°§©®€£¡¿´½¼¾№†‡ª\u{A0}")
    private static let westernLetters = set(
        "àáâãäåæçèéêëìíîïñòóôõöøùúûüýßœÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŒšžŠŽŸÿðþ"
    )
    private static let centralLetters = set(
        "ąćęłńóśźżáčďéěíňřšťúůýžőűăâîșțşţôöüäđĄĆĘŁŃÓŚŹŻÁČĎÉĚÍŇŘŠŤÚŮÝŽŐŰĂÂÎŞŢÔÖÜÄĐ"
    )
    private static let commonCyrillic = set("оеаинтсрвлкмдпуяыьгзбчй")
    private static let commonHangul = set(
        "이다는의가에을를은지고하한도사로리기자그어대시나서들해인아일수부정있전여보제니라만게과와으면것안우원"
            + "구상마았었했없년오거국장주무성모스음조말방람문생동되분러신경소물때공중내미할식관된위화양각심연진요저세"
    )
    private static let commonHan = set(
        "的一是不了人我在有他这這中大来來上国國个個到说說们們为為子和你地出道也时時年得就那要下以生会會自着著去之过過家学學对對可她里裡后後小么麼心多天而能好都然没沒日于於起还還发發成事只作当當想看文无無开開手十用主行方又如前所本见見经經头頭面公同三已老从從动動两兩长長知样樣现現分将將外但身些与與高意进進此实實回二理美点點月明其种種声聲全工己话話者向情部正名定女问問力机機给給等几幾很业業最间間新什打便位因重被走电電四第门門相次东東政海口使教西再平真听聽世气氣信北少关關并內内加化由却代军軍产產入先山五太水万萬市眼体體别別处處总總才场場师師书書比住员員九笑性通目华華报報立马馬命张張活难難神数數件安表原车車白应應路期叫死常提感金何更反合放做系计計或司利受光王果亲親界及今京务務制解各任至清物台象记記边邊共风風战戰干接它许許八特觉覺望直服毛林题題建南度统統色字请請交爱愛让讓认認算论論百吃义義科怎元社术術结結六功指思非流每青管夫连連远遠资資队隊跟带帶花快条條院变變联聯言权權往展该該领領传傳近留红紅治决決周保达達办辦运運武半候七必城父强強步完革深区區即求品士转轉量空甚众眾技轻輕程告江语語英基派满滿式李息写寫呢识識极極令黄黃德收脸臉钱錢党黨倒未持取设設始版双雙历歷越史商千片容研像找友孩站广廣改议議形委早房音火际際则則首单單据據导導影失拿网網香似斯专專石若兵弟谁誰校读讀志飞飛观觀争爭究包组組造落视視济濟喜离離虽雖坏壞兴興切"
    )
}
