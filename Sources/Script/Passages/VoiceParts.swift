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
            parts = parts.flatMap(byMark)
        }
        if hasSpeakerSpan(passage) { parts = parts.flatMap(bySpeaker) }
        // Quotations before languages: a phrase inside one must not end it.
        if options.voices.quotations != nil { parts = parts.flatMap(byQuotation) }
        if hasForeignSpan(passage) { parts = parts.flatMap(byLanguage) }
        return parts
    }

    private func hasBracket(_ text: String) -> Bool {
        text.utf8.withContiguousStorageIfAvailable { $0.contains(0x5B) } ?? text.utf8.contains(0x5B)
    }

    // MARK: Speakers

    /// `[[Name]]` names the speaker of what follows in the paragraph; `[[]]` is the narrator again.
    private func byMark(_ passage: Passage) -> [Passage] {
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
            guard
                let mark = SpeakerMark(
                    at: index,
                    in: scalars,
                    isKnown: options.voices.knows(speaker:)
                ),
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

    private func hasSpeakerSpan(_ passage: Passage) -> Bool {
        passage.spans.contains { if case .speaker = $0.property { true } else { false } }
    }

    /// What the source itself says of who speaks.
    private func bySpeaker(_ passage: Passage) -> [Passage] {
        let cuts = passage.spans.compactMap { span -> Cut? in
            guard case .speaker(let name) = span.property else { return nil }
            return Cut(range: span.range) { $0.speaker = name }
        }
        return parts(of: passage, cutAt: cuts)
    }

    // MARK: Cutting

    /// A stretch of a passage, in scalars, and what becomes of it.
    private struct Cut {
        var range: Range<Int>
        var change: (inout Passage) -> Void
    }

    /// The stretches and what lies between them, in order; a stretch in another is left in it.
    private func parts(of passage: Passage, cutAt cuts: [Cut]) -> [Passage] {
        guard !cuts.isEmpty else { return [passage] }
        var result: [Passage] = []
        var start = 0
        let scalars = Array(passage.text.unicodeScalars)
        for cut in cuts.sorted(by: { $0.range.lowerBound < $1.range.lowerBound })
        where cut.range.lowerBound >= start && cut.range.upperBound <= scalars.count {
            if cut.range.lowerBound > start {
                result.append(passage.part(start..<cut.range.lowerBound, of: scalars))
            }
            // A comma behind it is no beginning for the next voice.
            var end = cut.range.upperBound
            while end < scalars.count, Self.isTrailing(scalars[end]) { end += 1 }
            var part = passage.part(cut.range.lowerBound..<end, of: scalars)
            cut.change(&part)
            result.append(part)
            start = end
        }
        if start < scalars.count { result.append(passage.part(start..<scalars.count, of: scalars)) }
        return result
    }

    private static func isTrailing(_ scalar: Unicode.Scalar) -> Bool {
        [0x2C, 0x2E, 0x3B, 0x3A, 0x21, 0x3F, 0x2026, 0x3001, 0x3002].contains(scalar.value)
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
        let cuts = passage.spans.compactMap { span -> Cut? in
            guard let tag = foreignLanguage(span), isCut(span.range, tag, in: passage) else {
                return nil
            }
            return Cut(range: span.range) { $0.language = tag }
        }
        return parts(of: passage, cutAt: cuts)
    }

    private func isCut(_ range: Range<Int>, _ tag: String, in passage: Passage) -> Bool {
        if options.voices.hasVoice(for: tag) { return true }
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
        guard passage.speaker == nil, passage.role != .heading,
            passage.role != .quote || options.voices.blockQuotes == nil
        else { return [passage] }
        let cuts = Quotations.ranges(in: Array(passage.text.unicodeScalars)).map { range in
            Cut(range: range) { $0.speaker = VoiceRoles.quotationSpeaker }
        }
        return parts(of: passage, cutAt: cuts)
    }
}
