/// A figure of every chapter as a row of points, with what the profile allows behind it.
struct Plot {
    var title: String
    var unit: String
    /// One for each chapter; `nil` where there is none.
    var values: [Double?]
    var names: [String]
    /// What is allowed; `nil` when anything is.
    var allowed: ClosedRange<Double>?

    private static let width = 720.0
    private static let height = 150.0
    private static let left = 44.0
    private static let top = 12.0
    private static let bottom = 24.0

    /// Shown values: all points and the limits, with some room.
    private var range: ClosedRange<Double> {
        var shown = values.compactMap(\.self)
        if let allowed {
            shown += [allowed.lowerBound, allowed.upperBound].filter(\.isFinite)
        }
        guard let low = shown.min(), let high = shown.max() else { return -1...0 }
        let room = max(1, (high - low) * 0.15)
        return (low - room)...(high + room)
    }

    /// The plot as SVG; colours come from the page.
    var svg: String {
        let label = "\(title) by chapter"
        return """
            <figure><figcaption>\(HTML.escaped(title)) <span class="unit">\(HTML.escaped(unit))</span>\
            \(legend)</figcaption>
            <svg viewBox="0 0 \(Int(Self.width)) \(Int(Self.height))" role="img" \
            aria-label="\(HTML.escaped(label))">
            \(band)\(grid)\(points)
            </svg></figure>

            """
    }

    private var legend: String {
        guard let allowed else { return "" }
        let text =
            switch (allowed.lowerBound.isFinite, allowed.upperBound.isFinite) {
            case (true, true):
                Figure.decimal(allowed.lowerBound, 1) + " to "
                    + Figure.decimal(allowed.upperBound, 1)
            case (false, true): "at most " + Figure.decimal(allowed.upperBound, 1)
            default: "at least " + Figure.decimal(allowed.lowerBound, 1)
            }
        return " <span class=\"allowed\">allowed: \(text)</span>"
    }

    private func y(_ value: Double) -> Double {
        let range = range
        let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
        let inner = Self.height - Self.top - Self.bottom
        return Self.top + inner * (1 - min(1, max(0, share)))
    }

    private func x(_ position: Int) -> Double {
        let inner = Self.width - Self.left - 12
        return Self.left + inner * (Double(position) + 0.5) / Double(max(1, values.count))
    }

    private var band: String {
        guard let allowed else { return "" }
        let high = y(min(allowed.upperBound, range.upperBound))
        let low = y(max(allowed.lowerBound, range.lowerBound))
        return """
            <rect class="band" x="\(Self.number(Self.left))" y="\(Self.number(high))" \
            width="\(Self.number(Self.width - Self.left))" height="\(Self.number(low - high))"/>

            """
    }

    private var grid: String {
        let range = range
        let steps = [0.5, 1, 2, 5, 10, 20, 50]
        let step = steps.first { (range.upperBound - range.lowerBound) / $0 <= 5 } ?? 100
        var value = (range.lowerBound / step).rounded(.up) * step
        var lines = ""
        while value <= range.upperBound {
            let place = Self.number(y(value))
            lines += """
                <line class="grid" x1="\(Self.number(Self.left))" y1="\(place)" \
                x2="\(Self.number(Self.width))" y2="\(place)"/>\
                <text x="\(Self.number(Self.left - 6))" y="\(place)" dy="0.32em" \
                text-anchor="end">\(Figure.decimal(value, step < 1 ? 1 : 0))</text>

                """
            value += step
        }
        return lines
    }

    private var points: String {
        let every = max(1, (values.count + 23) / 24)
        var result = ""
        for (position, value) in values.enumerated() {
            let place = Self.number(x(position))
            if position % every == 0 {
                result += """
                    <text x="\(place)" y="\(Self.number(Self.height - 8))" \
                    text-anchor="middle">\(position + 1)</text>

                    """
            }
            guard let value else { continue }
            let isGood = allowed?.contains(value) ?? true
            let name = position < names.count ? names[position] : ""
            let text = "\(position + 1). \(name): \(Figure.decimal(value, 1)) \(unit)"
            result += """
                <circle class="\(isGood ? "good" : "bad")" cx="\(place)" \
                cy="\(Self.number(y(value)))" r="\(values.count > 60 ? 3 : 4.5)">\
                <title>\(HTML.escaped(text))</title></circle>

                """
        }
        return result
    }

    static func number(_ value: Double) -> String {
        Figure.decimal(value, 1).replacing("−", with: "-")
    }
}
