import NarrateModel
import Yams

extension ManifestReader {
    /// `profile: podcast`, or a mapping with figures of one's own.
    func readMastering(_ section: YAMLSection) throws -> MasteringChoices? {
        guard let node = section.mapping["profile"] else { return nil }
        guard node.mapping != nil, let own = try section.section("profile") else {
            return MasteringChoices(base: try section.string("profile"))
        }
        var choices = MasteringChoices(base: try own.string("base"))
        choices.name = try own.string("name")
        choices.rms = try own.number("rms", in: -40 ... -6)
        choices.loudness = try own.number("loudness", in: -40 ... -6)
        choices.tolerance = try own.number("tolerance", in: 0.1...10)
        choices.peak = try own.number("peak", in: -20...0)
        choices.noiseFloor = try own.number("noiseFloor", in: -120 ... -20)
        choices.head = try own.number("head", in: 0...30)
        choices.tail = try own.number("tail", in: 0...30)
        choices.maxMinutes = try own.number("maxMinutes", in: 1...6000)
        choices.sampleRate = try own.integer("sampleRate", among: MasteringChoices.sampleRates)
        choices.channels = try own.integer("channels", in: 1...2)
        choices.bitRate = try own.integer("bitRate", in: 8...320)
        choices.variableRate = try own.integer("variableRate", in: 0...9)
        choices.highPass = try own.number("highPass", in: 10...300)
        choices.noiseReduction = try own.number("noiseReduction", in: 0...40)
        choices.evening = try own.number("evening", in: 0...12)
        choices.lossless = try own.boolean("lossless")
        return choices
    }
}

extension YAMLSection {
    /// One of several numbers.
    fileprivate func integer(_ key: String, among known: [Int]) throws -> Int? {
        guard let node = mapping[Node(key)] else { return nil }
        guard let value = node.int, known.contains(value) else {
            let words = known.map(String.init).joined(separator: ", ")
            throw wrong(node, key, expected: "one of \(words)")
        }
        return value
    }
}
