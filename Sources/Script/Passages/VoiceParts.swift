import NarrateModel

/// Cuts a passage where the voice changes: speaker marks, languages, quotations.
struct VoiceParts {
    let options: ScriptOptions
    /// BCP 47 tag of the book.
    let language: String

    /// The parts in order; the passage itself when one voice speaks it.
    func parts(of passage: Passage) -> [Passage] {
        var parts = [passage]
        if options.readsSpeakerMarks, passage.role != .code, hasBracket(passage.text) {
            parts = parts.flatMap(bySpeaker)
        }
        if hasForeignSpan(passage) { parts = parts.flatMap(byLanguage) }
        if options.cuts.quotations { parts = parts.flatMap(byQuotation) }
        return parts
    }

    private func hasBracket(_ text: String) -> Bool {
        text.utf8.withContiguousStorageIfAvailable { $0.contains(0x5B) } ?? text.utf8.contains(0x5B)
    }

    // MARK: Speakers

    /// `[[Name]]` names the speaker of what follows in the paragraph; `[[]]` is the narrator again.
    private func bySpeaker(_ passage: Passage) -> [Passage] {
        let scalars = Array(passage.text.unicodeScalars)
        var result: [Passage] = []
        var start = 0
        var speaker = passage.speaker
        var index = 0
        func close(at end: Int) {
            guard end > start else { return }
            var part = passage.part(start..<end, of: scalars)
            part.speaker = speaker
            result.append(part)
        }
        while index + 3 < scalars.count {
            guard let mark = SpeakerMark(at: index, in: scalars),
                speaker != nil || !mark.name.isEmpty
            else {
                index += 1
                continue
            }
            close(at: index)
            speaker = mark.name.isEmpty ? nil : mark.name
            index += mark.length
            start = index
        }
        guard start > 0 else { return [passage] }
        close(at: scalars.count)
        return result
    }

    // MARK: Languages

    private func hasForeignSpan(_ passage: Passage) -> Bool {
        passage.spans.contains { foreignLanguage($0) != nil }
    }

    private func foreignLanguage(_ span: Span) -> String? {
        guard case .language(let tag) = span.property else { return nil }
        return tag.isEmpty || LanguageTag.isSame(tag, language) ? nil : tag
    }

    /// Whole sentences in another language are parts; phrases only when they have a voice.
    private func byLanguage(_ passage: Passage) -> [Passage] {
        var result: [Passage] = []
        var start = 0
        let scalars = Array(passage.text.unicodeScalars)
        let count = scalars.count
        for span in passage.spans.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            guard let tag = foreignLanguage(span), span.range.lowerBound >= start,
                span.range.upperBound <= count, isCut(span.range, tag, in: passage)
            else { continue }
            if span.range.lowerBound > start {
                result.append(passage.part(start..<span.range.lowerBound, of: scalars))
            }
            var part = passage.part(span.range, of: scalars)
            part.language = tag
            result.append(part)
            start = span.range.upperBound
        }
        if start < count { result.append(passage.part(start..<count, of: scalars)) }
        return result
    }

    private func isCut(_ range: Range<Int>, _ tag: String, in passage: Passage) -> Bool {
        if options.cuts.languages.contains(where: { LanguageTag.isSame($0, tag) }) { return true }
        let text = UTF8Text(passage.text)
        let offsets = text.byteOffsets(ofScalars: [range.lowerBound, range.upperBound])
        let starts = Set(SentenceSplitter(language: language).starts(in: text))
        let isStart = !text.isSpeakable(0..<offsets[0]) || starts.contains(offsets[0])
        let after = text.skippingSpace(from: offsets[1])
        let isEnd = !text.isSpeakable(offsets[1]..<text.count) || starts.contains(after)
        return isStart && isEnd
    }

    // MARK: Quotations

    private func byQuotation(_ passage: Passage) -> [Passage] {
        guard passage.speaker == nil, passage.role != .heading else { return [passage] }
        let scalars = Array(passage.text.unicodeScalars)
        var result: [Passage] = []
        var start = 0
        for quotation in Quotations.ranges(in: scalars) {
            if quotation.lowerBound > start {
                result.append(passage.part(start..<quotation.lowerBound, of: scalars))
            }
            var part = passage.part(quotation, of: scalars)
            part.speaker = VoiceCuts.quotationSpeaker
            result.append(part)
            start = quotation.upperBound
        }
        if start < scalars.count { result.append(passage.part(start..<scalars.count, of: scalars)) }
        return result
    }
}
