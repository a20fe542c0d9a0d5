import Glibc

/// How fast a voice speaks, learned from the sounds of its texts: what each kind of them takes.
package struct Pace: Sendable, Equatable, Codable {
    /// Seconds of each kind, as `SpokenSounds` counts them.
    package private(set) var worths: [Double]
    /// How far takes are from what their sounds lead to expect, as a logarithm, times the root of their number:
    /// what is uneven in a text evens out the longer it is.
    package private(set) var unevenness: VoiceProfile.Habit

    /// How firmly the expected worths are held to against what takes say, in takes for each that is learned from.
    private static let firmness = 0.1
    /// Takes further off than so many deviations count for less.
    private static let far = 2.0

    /// A take to learn from: its sounds and how long they took.
    struct Lesson: Sendable {
        var sounds: SpokenSounds
        var seconds: Double
    }

    /// Learns from takes; `nil` from too few.
    init?(_ lessons: [Lesson]) {
        let expected = SpokenSounds.expected
        let lessons = lessons.filter { $0.seconds > 0 && $0.sounds.counts.count == expected.count }
        guard lessons.count >= VoiceProfile.settled else { return nil }
        // Relative to each take's length: a long one says no more than a short one.
        let rows = lessons.map { lesson in lesson.sounds.counts.map { Double($0) / lesson.seconds }
        }
        let first = VoiceProfile.Habit(rows.map { Self.product($0, expected) }).middle
        guard first > 0 else { return nil }
        let prior = expected.map { $0 / first }
        var weights = [Double](repeating: 1, count: rows.count)
        var system = LinearSystem(rows, weights, firmness: Self.firmness)
        var worths = prior
        for _ in 0..<3 {
            system = LinearSystem(rows, weights, firmness: Self.firmness)
            guard let change = system.solution(for: rows.map { 1 - Self.product($0, prior) }) else {
                return nil
            }
            worths = zip(prior, change).map { $0 + $1 }
            let errors = rows.map { 1 - Self.product($0, worths) }
            let usual = VoiceProfile.Habit(errors)
            let far = max(1e-6, Self.far * 1.4826 * usual.spread)
            weights = errors.map { 1 / max(1, usual.distance($0) / far) }
        }
        self.worths = worths
        // What a take would be off if nothing had been learned from itself.
        let errors = rows.enumerated().map { place, row in
            -log(max(0.1, Self.product(row, worths))) / (1 - min(0.5, system.influence(of: place)))
        }
        unevenness = VoiceProfile.Habit(
            zip(errors, lessons).map { $0 * Double($1.sounds.total).squareRoot() }
        )
    }

    /// Seconds without pauses that the voice needs for some sounds.
    func seconds(for sounds: SpokenSounds) -> Double {
        Self.product(sounds.counts.map(Double.init), worths)
    }

    /// How far takes of so many sounds usually are from that, as a logarithm.
    func deviation(for sounds: SpokenSounds) -> Double {
        unevenness.deviation / Double(max(1, sounds.total)).squareRoot()
    }

    private static func product(_ left: [Double], _ right: [Double]) -> Double {
        zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
    }
}

/// Least squares with a hold on small values, for a few unknowns.
private struct LinearSystem {
    private let rows: [[Double]]
    private let weights: [Double]
    /// The lower triangle whose square is the matrix of the normal equations.
    private var triangle: [[Double]] = []

    init(_ rows: [[Double]], _ weights: [Double], firmness: Double) {
        self.rows = rows
        self.weights = weights
        let count = rows.first?.count ?? 0
        var matrix = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
        for (row, weight) in zip(rows, weights) {
            for left in 0..<count where row[left] != 0 {
                for right in 0...left { matrix[left][right] += weight * row[left] * row[right] }
            }
        }
        for place in 0..<count {
            let square = rows.reduce(0) { $0 + $1[place] * $1[place] }
            matrix[place][place] += firmness * square + 1e-9 * Double(rows.count)
        }
        triangle = Self.triangle(of: matrix)
    }

    /// Cholesky's decomposition.
    private static func triangle(of matrix: [[Double]]) -> [[Double]] {
        var triangle = matrix
        for row in triangle.indices {
            for column in 0...row {
                var sum = matrix[row][column]
                for place in 0..<column { sum -= triangle[row][place] * triangle[column][place] }
                triangle[row][column] =
                    row == column ? max(sum, 1e-12).squareRoot() : sum / triangle[column][column]
            }
        }
        return triangle
    }

    /// The unknowns that come nearest to some values of the rows; `nil` when there are none.
    func solution(for values: [Double]) -> [Double]? {
        var right = [Double](repeating: 0, count: triangle.count)
        for (place, row) in rows.enumerated() {
            for column in right.indices {
                right[column] += weights[place] * row[column] * values[place]
            }
        }
        let half = forward(right)
        var result = half
        for row in triangle.indices.reversed() {
            for later in (row + 1)..<max(row + 1, triangle.count) {
                result[row] -= triangle[later][row] * result[later]
            }
            result[row] /= triangle[row][row]
        }
        return result.allSatisfy(\.isFinite) && !result.isEmpty ? result : nil
    }

    /// How much a row's own value decides what the solution says of it, 0 to 1.
    func influence(of place: Int) -> Double {
        weights[place] * forward(rows[place]).reduce(0) { $0 + $1 * $1 }
    }

    private func forward(_ values: [Double]) -> [Double] {
        var result = values
        for row in triangle.indices {
            for column in 0..<row { result[row] -= triangle[row][column] * result[column] }
            result[row] /= triangle[row][row]
        }
        return result
    }
}
