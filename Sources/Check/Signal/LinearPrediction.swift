import Glibc

/// How the samples of a short stretch follow from those before them.
struct LinearPrediction: Sendable, Equatable {
    /// Weights of a sample, which is 1, and of those before it; their sum over a stretch is the error of
    /// the prediction.
    private(set) var weights: [Double]

    /// Fits the weights to a stretch, by autocorrelation and Durbin's recursion.
    init(_ samples: [Double], order: Int) {
        let count = samples.count
        let windowed = samples.enumerated().map { index, sample in
            sample * (0.5 - 0.5 * cos(2 * Double.pi * Double(index) / Double(max(1, count - 1))))
        }
        var products = (0...order).map { lag in
            lag < count
                ? zip(windowed, windowed.dropFirst(lag)).reduce(0) { $0 + $1.0 * $1.1 } : 0
        }
        // A grain of noise keeps pure tones from being predicted without any error.
        products[0] = products[0] * 1.0001 + 1e-9
        weights = [1] + [Double](repeating: 0, count: order)
        var error = products[0]
        for step in 1...max(1, order) where step <= order {
            let sum = (0..<step).reduce(0) { $0 + weights[$1] * products[step - $1] }
            let reflection = -sum / error
            let before = weights
            for index in 1...step { weights[index] += reflection * before[step - index] }
            error *= 1 - reflection * reflection
        }
    }

    /// Weights of a sample, which is 1, and of as many on either side: their sum is its difference from
    /// what all of them predict.
    var interpolation: [Double] {
        let order = weights.count - 1
        let power = weights.reduce(0) { $0 + $1 * $1 }
        return (-order...order).map { lag in
            zip(weights, weights.dropFirst(abs(lag))).reduce(0) { $0 + $1.0 * $1.1 } / power
        }
    }
}
