/// The interpolating filter of ITU-R BS.1770-4, Annex 2: 48 taps in 4 phases.
package enum TruePeakFilter {
    /// Samples a phase looks at.
    package static let taps = 12

    /// No interpolated value exceeds the sample peak by more than this factor.
    ///
    /// The largest sum of magnitudes of a phase.
    package static var bound: Float { 2.023 }

    /// Largest interpolated magnitude at some samples.
    ///
    /// - Parameters:
    ///   - samples: the samples, with at least `11 × stride` valid ones in front of the first.
    ///   - count: how many to look at.
    ///   - stride: channels of interleaved samples.
    /// - Returns: full scale 1, before the samples themselves are considered.
    package static func peak(
        at samples: UnsafePointer<Float>,
        count: Int,
        stride: Int = 1
    ) -> Float {
        var high = SIMD4<Float>()
        var low = SIMD4<Float>()
        // Held in locals: read once for all samples, also where nothing is optimised.
        let (first, second, third, fourth, fifth, sixth) = phases
        let (seventh, eighth, ninth) = (mirror(sixth), mirror(fifth), mirror(fourth))
        let (tenth, eleventh, twelfth) = (mirror(third), mirror(second), mirror(first))
        for index in 0..<count {
            let newest = samples + index
            var value = first * newest[0]
            value += second * newest[-stride]
            value += third * newest[-2 * stride]
            value += fourth * newest[-3 * stride]
            value += fifth * newest[-4 * stride]
            value += sixth * newest[-5 * stride]
            value += seventh * newest[-6 * stride]
            value += eighth * newest[-7 * stride]
            value += ninth * newest[-8 * stride]
            value += tenth * newest[-9 * stride]
            value += eleventh * newest[-10 * stride]
            value += twelfth * newest[-11 * stride]
            high.replace(with: value, where: value .> high)
            low.replace(with: value, where: value .< low)
        }
        return max(high.largest, (-low).largest)
    }

    /// First half of the table, one vector of four phases per tap; the rest is its mirror image.
    @inline(__always)
    private static var phases:
        (
            SIMD4<Float>, SIMD4<Float>, SIMD4<Float>, SIMD4<Float>, SIMD4<Float>, SIMD4<Float>
        )
    {
        (
            SIMD4(0.001708984375, -0.0291748046875, -0.0189208984375, -0.00830078125),
            SIMD4(0.010986328125, 0.029296875, 0.0330810546875, 0.014892578125),
            SIMD4(-0.0196533203125, -0.0517578125, -0.0582275390625, -0.026611328125),
            SIMD4(0.033203125, 0.089111328125, 0.1015625, 0.047607421875),
            SIMD4(-0.0594482421875, -0.16650390625, -0.2003173828125, -0.102294921875),
            SIMD4(0.1373291015625, 0.465087890625, 0.77978515625, 0.97216796875)
        )
    }

    @inline(__always)
    private static func mirror(_ vector: SIMD4<Float>) -> SIMD4<Float> {
        SIMD4(vector.w, vector.z, vector.y, vector.x)
    }
}
