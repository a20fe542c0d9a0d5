import Glibc

/// How fast a voice speaks, learned from its takes: what each kind of sounds takes, and how soon its spectrum changes.
package struct Pace: Sendable, Equatable, Codable {
    /// Seconds of each kind, as `SpokenSounds` counts them.
    package private(set) var worths: [Double]
    /// What takes usually are off by, as logarithms: their seconds from those of their sounds, and how soon
    /// their spectrum changes.
    package private(set) var usual: [Double]
    /// How much each of these says of the speed.
    package private(set) var weights: [Double]
    /// How far the speeds of takes are from the voice's, as a logarithm, times the steadiness of their texts.
    package private(set) var unevenness: VoiceProfile.Habit

    /// How firmly the expected worths are held to against what takes say, in takes for each that is learned from.
    private static let firmness = 0.3
    /// How firmly the signs of speed are taken for independent, likewise.
    private static let independence = 0.18
    /// Sounds of a text that differ by as much as whole takes of it do.
    private static let evenSounds = 160.0
    /// Takes further off than so many deviations count for less.
    private static let far = 2.0
    private static let farthest = 3.0

    /// A take to learn from: its sounds, how long they took, and how soon its spectrum changes.
    struct Lesson: Sendable {
        var sounds: SpokenSounds
        var seconds: Double
        var change: SpectralChange
    }

    /// Learns from takes; `nil` from too few.
    init?(_ lessons: [Lesson]) {
        let lessons = lessons.filter {
            $0.seconds > 0 && $0.sounds.counts.count == SpokenSounds.expected.count
        }
        guard lessons.count >= VoiceProfile.settled else { return nil }
        // Relative to each take's length: a long one says no more than a short one.
        let rows = lessons.map { lesson in lesson.sounds.counts.map { Double($0) / lesson.seconds }
        }
        guard let (worths, surpluses) = Self.worths(rows) else { return nil }
        let signs = zip(surpluses, lessons).map { [$0, $1.change.haste] }
        let usual = (0..<2).map { sign in VoiceProfile.Habit(signs.map { $0[sign] }).middle }
        let distances = zip(signs, lessons).map { signs, lesson in
            zip(signs, usual).map { ($0 - $1) * Self.steadiness(of: lesson.sounds) }
        }
        let weights = Self.weights(distances)
        (self.worths, self.usual, self.weights) = (worths, usual, weights)
        unevenness = VoiceProfile.Habit(distances.map { Self.product($0, weights) })
    }

    /// What each kind of sounds takes, and how far each take is from what it should take then, as a logarithm and
    /// as if nothing had been learned from the take itself.
    private static func worths(_ rows: [[Double]]) -> (worths: [Double], surpluses: [Double])? {
        let expected = SpokenSounds.expected
        let first = VoiceProfile.Habit(rows.map { product($0, expected) }).middle
        guard first > 0 else { return nil }
        let prior = expected.map { $0 / first }
        var weights = [Double](repeating: 1, count: rows.count)
        var system = LinearSystem(rows, weights, firmness: firmness)
        var worths = prior
        for _ in 0..<3 {
            system = LinearSystem(rows, weights, firmness: firmness)
            guard let change = system.solution(for: rows.map { 1 - product($0, prior) }) else {
                return nil
            }
            worths = zip(prior, change).map { $0 + $1 }
            let errors = rows.map { 1 - product($0, worths) }
            let usual = VoiceProfile.Habit(errors)
            let far = max(1e-6, Self.far * 1.4826 * usual.spread)
            weights = errors.map { 1 / max(1, usual.distance($0) / far) }
        }
        let surpluses = rows.enumerated().map { place, row in
            -log(max(0.1, product(row, worths))) / (1 - min(0.5, system.influence(of: place)))
        }
        return (worths, surpluses)
    }

    /// How much each sign of speed says where they are off by so much in sound takes: what stirs by itself says
    /// little, and what two say alike counts once.
    private static func weights(_ distances: [[Double]]) -> [Double] {
        let direction = [-1, SpectralChange.slope]
        let widths = direction.indices.map { sign in
            max(1e-9, farthest * VoiceProfile.Habit(distances.map { $0[sign] }).deviation)
        }
        let near = distances.map { row in
            zip(row, widths).map { min($1, max(-$1, $0)) }
        }
        let even = [Double](repeating: 1, count: near.count)
        let system = LinearSystem(near, even, firmness: independence)
        guard let weights = system.solution(toward: direction) else { return [-1, 0] }
        let length = product(weights, direction)
        return length > 0 ? weights.map { $0 / length } : [-1, 0]
    }

    /// How much faster a take is than the voice is, as a logarithm.
    func speed(of sounds: SpokenSounds, in seconds: Double, change: SpectralChange) -> Double {
        let expected = sounds.seconds(worths)
        guard expected > 0, seconds > 0 else { return 0 }
        let signs = [log(seconds / expected), change.haste]
        return Self.product(zip(signs, usual).map { $0 - $1 }, weights)
    }

    /// How far that usually is from nothing in takes of so many sounds.
    func deviation(for sounds: SpokenSounds) -> Double {
        unevenness.deviation / Self.steadiness(of: sounds)
    }

    /// What is uneven in a text evens out the longer it is; that a voice never speaks twice at one speed does not.
    private static func steadiness(of sounds: SpokenSounds) -> Double {
        1 / (1 / evenSounds + 1 / Double(max(1, sounds.total))).squareRoot()
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
        return solution(toward: right)
    }

    /// What the matrix of the normal equations makes a vector of; `nil` when there is nothing.
    func solution(toward right: [Double]) -> [Double]? {
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
