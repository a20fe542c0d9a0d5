/// Titles by which front and back matter names itself, in the major languages.
enum MatterWords {
    /// The division a title names, or `nil`.
    static func zone(ofTitle title: String) -> Zone? {
        let folded = fold(title)
        if let zone = exact[folded] { return zone }
        for (start, zone) in beginnings where folded.hasPrefix(start) { return zone }
        return nil
    }

    /// Letters and digits in lower case, one blank between words.
    static func fold(_ text: String) -> String {
        var text = text
        if let folded = text.withUTF8({ foldedASCII($0) }) { return folded }
        var result = ""
        var needsSpace = false
        for scalar in text.lowercased().unicodeScalars {
            guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else {
                needsSpace = needsSpace || !result.isEmpty
                continue
            }
            if needsSpace { result.unicodeScalars.append(" ") }
            needsSpace = false
            result.unicodeScalars.append(scalar)
        }
        return result
    }

    /// The same for text that is all ASCII, at the speed of bytes; `nil` for other text.
    private static func foldedASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
        return String(unsafeUninitializedCapacity: bytes.count) { output in
            var count = 0
            var needsSpace = false
            for byte in bytes {
                let isDigit = byte >= 0x30 && byte <= 0x39
                guard isDigit || MarkupTokenizer.isLetter(byte) else {
                    needsSpace = count > 0
                    continue
                }
                if needsSpace {
                    output[count] = 0x20
                    count += 1
                    needsSpace = false
                }
                output[count] = isDigit ? byte : byte | 0x20
                count += 1
            }
            return count
        }
    }

    private static let exact: [String: Zone] = {
        var table: [String: Zone] = [:]
        for (zone, titles) in lists {
            for title in titles.split(separator: "|") { table[fold(String(title))] = zone }
        }
        return table
    }()

    private static let beginnings: [(String, Zone)] = [
        ("the full project gutenberg license", .licence), ("project gutenberg license", .licence),
        ("the project gutenberg ebook of", .licence), ("about project gutenberg", .licence),
        ("copyright ", .copyright), ("all rights reserved", .copyright),
        ("table des matières", .contents), ("inhaltsverzeichnis", .contents),
        ("indice dei capitoli", .contents), ("table of contents", .contents),
        ("list of illustrations", .list), ("list of figures", .list), ("list of tables", .list),
        ("notes on the ", .notes), ("notes to the ", .notes), ("also by ", .imprint),
        ("books by ", .imprint), ("other books by", .imprint), ("by the same author", .imprint),
        ("praise for ", .imprint), ("transcriber s note", .imprint),
        ("about the publisher", .imprint),
    ]

    private static let lists: [(Zone, String)] = [
        (
            .cover,
            "cover|cover page|front cover|back cover|couverture|umschlag|cubierta|portada|copertina|"
                + "capa|omslag|обложка|okładka|表紙|封面|書封|커버|표지|כריכה|דף פתיחה|الغلاف|cover image"
        ),
        (
            .titlePage,
            "title page|titlepage|title|half title|half title page|halftitle|page de titre|"
                + "titelseite|titelblatt|portada interior|portadilla|frontespizio|folha de rosto|titelpagina|"
                + "титульный лист|strona tytułowa|扉|書名頁|扉页|標題頁|속표지|faux titre|schmutztitel|סער"
        ),
        (
            .imprint,
            "imprint|impressum|publisher s note|publication details|credits|uncopyright|mentions légales|"
                + "aviso legal|colofon|выходные данные|奥付|版权信息|版權頁|版权页|판권|about this book|"
                + "about this ebook|about the author|à propos de l auteur|über den autor|sobre el autor|about|"
                + "this ebook|newsletter|この文書について|advertisement|advertisements|transcriber s note|"
                + "transcriber s notes|transcribers note|transcribers notes|note du transcripteur|"
                + "anmerkungen zur transkription|transcription note|notes de transcription|nota del trascrittore"
        ),
        (
            .copyright,
            "copyright|copyright page|copyright notice|droits d auteur|urheberrecht|derechos de autor|"
                + "diritti|direitos autorais|авторские права|著作権|版权|版權|זכויות יוצרים|حقوق النشر|license|licence"
        ),
        (
            .dedication,
            "dedication|dédicace|widmung|dedicatoria|dedica|dedicatória|opdracht|посвящение|"
                + "dedykacja|献辞|獻詞|献词|to the reader"
        ),
        (
            .contents,
            "contents|table of contents|the contents|toc|sommaire|table des matières|table|inhalt|"
                + "inhaltsverzeichnis|índice|indice|indice de contenido|contenido|tabla de contenido|sumario|"
                + "índice de contenidos|sommario|indice dei capitoli|indice generale|sumário|conteúdo|inhoud|"
                + "inhoudsopgave|содержание|содержаніе|оглавление|оглавленіе|зміст|spis treści|obsah|innehåll|"
                + "indhold|innhold|sisällys|tartalom|cuprins|içindekiler|περιεχόμενα|תוכן|תוכן העניינים|المحتويات|"
                + "الفهرس|目次|目录|目錄|차례|목차|table of content|brief contents|detailed contents"
        ),
        (
            .list,
            "list of illustrations|illustrations|list of figures|list of tables|list of maps|maps|"
                + "table des illustrations|liste des figures|abbildungsverzeichnis|verzeichnis der abbildungen|"
                + "lista de ilustraciones|indice delle illustrazioni|перечень иллюстрацій|"
                + "перечень иллюстраций|список иллюстраций|挿絵目次|图片目录|list of abbreviations|figures|tables"
        ),
        (
            .index,
            "index|general index|index of names|register|sachregister|personenregister|"
                + "índice alfabético|indice analitico|indice dei nomi|указатель|предметный указатель|"
                + "именной указатель|索引|색인|אינדקס|skorowidz|rejstřík|index of first lines"
        ),
        (
            .notes,
            "notes|endnotes|footnotes|note|anmerkungen|fussnoten|fußnoten|notas|notas al pie|note a piè di pagina|"
                + "примечания|примѣчанія|сноски|комментарии|przypisy|poznámky|noten|voetnoten|注|註|注释|註釋|脚注|"
                + "注釈|주|각주|הערות|حواشي|annotations|notes de bas de page|note al testo"
        ),
        (
            .bibliography,
            "bibliography|references|works cited|bibliographie|literatur|literaturverzeichnis|"
                + "bibliografía|referencias|bibliografia|riferimenti|библиография|литература|список литературы|"
                + "参考文献|參考文獻|참고문헌|ביבליוגרפיה|sources|further reading|référence|références|quellen"
        ),
        (
            .glossary,
            "glossary|glossaire|glossar|glosario|glossario|glossário|глоссарий|словарь|用語集|词汇表"
        ),
        (.colophon, "colophon|kolophon|colofón|底本|colophon and credits"),
        (
            .acknowledgments,
            "acknowledgments|acknowledgements|remerciements|danksagung|agradecimientos|"
                + "ringraziamenti|agradecimentos|dankwoord|благодарности|podziękowania|謝辞|致谢|致謝"
        ),
        (
            .preface,
            "preface|author s preface|translator s preface|préface|vorwort|prefacio|prólogo del autor|"
                + "prefazione|prefácio|voorwoord|предисловие|предисловіе|przedmowa|まえがき|前言|序|自序|머리말|"
                + "avant propos|editor s note|author s note|translator s note|note|publisher s preface"
        ),
        (.foreword, "foreword|the forethought|geleitwort|прeдисловие"),
        (
            .introduction,
            "introduction|einleitung|einführung|introducción|introduzione|introdução|inleiding|"
                + "введение|введеніе|wstęp|はじめに|引言|导言|導言|서문|introduction générale"
        ),
        (
            .afterword,
            "afterword|nachwort|postface|epílogo del autor|postfazione|posfácio|nawoord|послесловие|"
                + "posłowie|あとがき|後記|后记|跋|후기|the afterthought"
        ),
        (
            .appendix,
            "appendix|appendices|annexe|annexes|anhang|apéndice|appendice|apêndice|bijlage|приложение|"
                + "приложения|aneks|付録|附录"
        ),
        (.epigraph, "epigraph|épigraphe|epígrafe|epigrafe|эпиграф|motto"),
        (
            .licence,
            "project gutenberg licence|project gutenberg license|the full project gutenberg license|"
                + "full license|more info|licence project gutenberg"
        ),
    ]
}
