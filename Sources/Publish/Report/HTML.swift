/// Small pieces of HTML.
enum HTML {
    /// Text without anything a browser would take for markup.
    static func escaped(_ text: some StringProtocol) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default:
                let isAllowed = scalar.value >= 0x20 || scalar == "\n" || scalar == "\t"
                if isAllowed { result.unicodeScalars.append(scalar) }
            }
        }
        return result
    }

    /// A file name as a relative address.
    static func address(of file: String) -> String {
        let digits = Array("0123456789ABCDEF")
        return file.utf8.reduce(into: "") { result, byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                result.append(Character(Unicode.Scalar(byte)))
            default:
                result += "%" + String(digits[Int(byte >> 4)]) + String(digits[Int(byte & 15)])
            }
        }
    }

    /// A text with some of its stretches marked.
    static func marked(_ text: String, _ marks: [Range<Int>]) -> String {
        let scalars = Array(text.unicodeScalars)
        var result = ""
        var position = 0
        func piece(_ range: Range<Int>) -> String {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[range])
            return escaped(String(view))
        }
        for mark in marks.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            let mark = mark.clamped(to: position..<scalars.count)
            guard !mark.isEmpty else { continue }
            result += piece(position..<mark.lowerBound) + "<mark>" + piece(mark) + "</mark>"
            position = mark.upperBound
        }
        return result + piece(position..<scalars.count)
    }
}

/// Figures as people read them.
enum Figure {
    /// A number with a fixed count of decimals and a real minus sign.
    static func decimal(_ value: Double, _ decimals: Int = 1) -> String {
        guard value.isFinite, abs(value) < 1e9 else { return "–" }
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let units = Int((abs(value) * scale).rounded())
        let whole = units / Int(scale)
        let rest = String(units % Int(scale))
        let zeros = String(repeating: "0", count: max(0, decimals - rest.count))
        let sign = value < 0 && units > 0 ? "−" : ""
        return sign + String(whole) + (decimals > 0 ? "." + zeros + rest : "")
    }

    /// `1:02:03` or `2:03`.
    static func clock(_ seconds: Double) -> String {
        let total = Int(max(0, seconds).rounded())
        let parts = [total / 3600, total / 60 % 60, total % 60]
        let shown = parts[0] > 0 ? parts[...] : parts[1...]
        return shown.enumerated().map { position, part in
            position > 0 && part < 10 ? "0\(part)" : String(part)
        }.joined(separator: ":")
    }

    /// `10 h 02 min`, `12 min`, `8 s`.
    static func length(_ seconds: Double) -> String {
        let minutes = Int((max(0, seconds) / 60).rounded())
        if minutes >= 60 {
            return "\(minutes / 60) h \(minutes % 60 < 10 ? "0" : "")\(minutes % 60) min"
        }
        return seconds >= 100 ? "\(minutes) min" : "\(Int(max(0, seconds).rounded())) s"
    }

    /// Bytes in the unit that fits.
    static func size(_ bytes: Int) -> String {
        if bytes >= 1_000_000_000 { return decimal(Double(bytes) / 1e9, 2) + " GB" }
        if bytes >= 1_000_000 { return decimal(Double(bytes) / 1e6) + " MB" }
        return decimal(Double(bytes) / 1e3) + " kB"
    }

    /// A count with thousands set apart.
    static func count(_ value: Int) -> String {
        let digits = Array(String(abs(value)))
        var result = value < 0 ? "−" : ""
        for (position, digit) in digits.enumerated() {
            if position > 0, (digits.count - position) % 3 == 0 { result += "\u{202F}" }
            result.append(digit)
        }
        return result
    }
}
